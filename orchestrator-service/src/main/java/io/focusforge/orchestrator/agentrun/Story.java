package io.focusforge.orchestrator.agentrun;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.focusforge.orchestrator.definition.AgentTeam;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What has happened so far, told from the results of turns: who is next, and what that one has heard. */
final class Story {
    private static final int MOST_ALIKE = 3;

    private record Deed(String agent, String tool, JsonNode arguments) {}

    private final Map<String, List<ObjectNode>> heard = new HashMap<>();
    private final Map<Deed, Integer> deeds = new HashMap<>();
    private final AgentTeam team;
    private String next = Control.SUPERVISOR;
    private String openCall;
    private Instant begun;
    private int calls;

    Story(AgentTeam team, JsonNode goal) {
        this.team = team;
        hears(Control.SUPERVISOR, Said.user(text(goal)));
    }

    /** @param done what came of the calls, by their ids */
    void add(Thought thought, Map<String, JsonNode> done) {
        begun = thought.begun();
        calls += 1 + (int) thought.calls().stream().filter(Story::isDone).count();
        var agent = thought.agent();
        hears(agent, Said.assistant(thought));
        count(thought);
        for (var call : thought.calls()) {
            if (!Control.is(call.tool()) || call.problem() != null) {
                hears(agent, Said.result(call, done.get(call.id())));
            }
        }
        moved(thought);
    }

    /** The first call that decides counts; who says nothing but text has reported. */
    private void moved(Thought thought) {
        var agent = thought.agent();
        Thought.Call first = null;
        for (var call : thought.calls()) {
            if (Control.is(call.tool()) && call.problem() == null) {
                if (first == null) {
                    first = call;
                } else {
                    hears(agent, Said.tool(call.id(), "Only one of these calls counts, the first."));
                }
            }
        }
        if (first == null) {
            if (thought.calls().isEmpty()) {
                reported(agent, thought.content());
            }
            return;
        }
        switch (first.tool()) {
            case Control.HAND_TO -> {
                openCall = first.id();
                next = first.arguments().path("agent").asText();
                hears(next, Said.user(first.arguments().path("task").asText()));
            }
            case Control.HAND_OVER -> {
                hears(agent, Said.tool(first.id(), "It goes on."));
                next = first.arguments().path("agent").asText();
                hears(
                        next,
                        Said.user("%s says: %s"
                                .formatted(
                                        agent, first.arguments().path("message").asText())));
            }
            default -> {
                hears(agent, Said.tool(first.id(), "Reported."));
                reported(agent, text(first.arguments().path("result")));
            }
        }
    }

    private void reported(String agent, String result) {
        if (agent.equals(Control.SUPERVISOR)) {
            return;
        }
        hears(Control.SUPERVISOR, Said.tool(openCall, "%s reports: %s".formatted(agent, result)));
        next = Control.SUPERVISOR;
    }

    private void count(Thought thought) {
        thought.calls().forEach(call -> deeds.merge(deed(thought, call), 1, Integer::sum));
    }

    /** Whether the agent does the same for the third time. */
    boolean isLooping(Thought thought) {
        var now = new HashMap<>(deeds);
        return thought.calls().stream().anyMatch(call -> now.merge(deed(thought, call), 1, Integer::sum) >= MOST_ALIKE);
    }

    private static Deed deed(Thought thought, Thought.Call call) {
        return new Deed(thought.agent(), call.tool(), call.arguments());
    }

    private static boolean isDone(Thought.Call call) {
        return !Control.is(call.tool()) && call.problem() == null;
    }

    String next() {
        return next;
    }

    /** Of models and tools. */
    int calls() {
        return calls;
    }

    int callsWith(Thought thought) {
        return calls + 1 + (int) thought.calls().stream().filter(Story::isDone).count();
    }

    /** When the first turn began; the given instant when this is the first. */
    Instant begun(Instant now) {
        return begun == null ? now : begun;
    }

    /** What the next one has heard, the beginning first. */
    List<ObjectNode> messages() {
        return heard.getOrDefault(next, List.of());
    }

    AgentTeam team() {
        return team;
    }

    private void hears(String agent, ObjectNode message) {
        heard.computeIfAbsent(agent, first -> new ArrayList<>()).add(message);
    }

    static String text(JsonNode value) {
        return value.isTextual() ? value.textValue() : value.toString();
    }

    static JsonNode nothing() {
        return JsonNodeFactory.instance.nullNode();
    }
}
