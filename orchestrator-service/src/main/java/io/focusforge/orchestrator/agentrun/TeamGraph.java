package io.focusforge.orchestrator.agentrun;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.focusforge.orchestrator.definition.AgentTeam;
import io.focusforge.orchestrator.run.Graph;
import io.focusforge.orchestrator.run.Node;
import io.focusforge.orchestrator.run.RunFailure;
import io.focusforge.orchestrator.run.StepBody;
import io.focusforge.orchestrator.run.StepOutcome;
import io.focusforge.orchestrator.run.StepTerms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The turns of a team, one after the other. Those that are not needed any more are skipped. */
public final class TeamGraph implements Graph {
    private static final String ACT = ".act";
    private static final StepTerms DECIDES = StepTerms.inside(Duration.ofSeconds(10));

    private final AgentTeam team;
    private final StepTerms terms;
    private final JsonNode goal;
    private final Workshop workshop;

    /** @param terms of a turn's call of a model, and of the calls of tools */
    public TeamGraph(AgentTeam team, StepTerms terms, JsonNode goal, Workshop workshop) {
        this.team = team;
        this.terms = terms;
        this.goal = goal;
        this.workshop = workshop;
    }

    private static String turn(int number) {
        return "t" + number;
    }

    @Override
    public List<Node> nodes() {
        var nodes = new ArrayList<Node>();
        var before = new LinkedHashSet<String>();
        for (var number = 1; number <= team.most(); number++) {
            var think = turn(number);
            nodes.add(new Node(think, before, terms));
            nodes.add(new Node(think + ACT, Set.of(think), DECIDES));
            before.add(think);
            before.add(think + ACT);
        }
        return nodes;
    }

    @Override
    public StepBody body(String id) {
        return id.endsWith(ACT)
                ? (context, results) -> acts(results.get(id.substring(0, id.length() - ACT.length())))
                : (context, results) -> {
                    var number = Integer.parseInt(id.substring(1));
                    return new Turn(workshop, terms, number == team.most())
                            .take(context, story(number, results), after(number));
                };
    }

    private static StepOutcome acts(JsonNode thought) {
        return Deeds.of(Thought.of(thought)).isEmpty()
                ? new StepOutcome.Done(JsonNodeFactory.instance.objectNode())
                : new StepOutcome.Expands(thought);
    }

    private Story story(int until, Map<String, JsonNode> results) {
        var story = new Story(team, goal);
        for (var number = 1; number < until; number++) {
            story.add(Thought.of(results.get(turn(number))), Deeds.results(results.get(turn(number) + ACT)));
        }
        return story;
    }

    /** What is not needed when this turn is the last. */
    private Set<String> after(int number) {
        var after = new HashSet<>(Set.of(turn(number) + ACT));
        for (var later = number + 1; later <= team.most(); later++) {
            after.add(turn(later));
            after.add(turn(later) + ACT);
        }
        return after;
    }

    @Override
    public Graph expand(String id, JsonNode seed) {
        return new Deeds(team, Thought.of(seed), terms, workshop);
    }

    @Override
    public JsonNode output(Map<String, JsonNode> results) {
        return results.entrySet().stream()
                .filter(result -> !result.getKey().endsWith(ACT))
                .map(Map.Entry::getValue)
                .filter(thought -> thought.has("end"))
                .map(thought -> thought.get("end"))
                .findFirst()
                .orElseThrow(() -> new RunFailure(Turn.STEPS, "The agents came to no end.", false));
    }
}
