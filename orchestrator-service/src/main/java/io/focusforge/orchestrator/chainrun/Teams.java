package io.focusforge.orchestrator.chainrun;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.orchestrator.agentrun.AgentModel;
import io.focusforge.orchestrator.agentrun.TeamGraph;
import io.focusforge.orchestrator.agentrun.ToolOffers;
import io.focusforge.orchestrator.agentrun.Workshop;
import io.focusforge.orchestrator.agenttool.ToolBox;
import io.focusforge.orchestrator.definition.Step;
import io.focusforge.orchestrator.library.ChainLibrary;
import io.focusforge.orchestrator.run.Graph;
import io.focusforge.orchestrator.run.StepOutcome;
import io.focusforge.orchestrator.run.StepTerms;
import io.focusforge.orchestrator.runstore.RunReads;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Steps at which agents work together. */
@ApplicationScoped
class Teams {
    private static final String GOAL = "goal";

    private final ChainLibrary library;
    private final AgentModel model;
    private final ToolOffers offers;
    private final ToolBox tools;
    private final RunReads runs;
    private final Clock clock;

    Teams(ChainLibrary library, AgentModel model, ToolOffers offers, ToolBox tools, RunReads runs, Clock clock) {
        this.library = library;
        this.model = model;
        this.offers = offers;
        this.tools = tools;
        this.runs = runs;
        this.clock = clock;
    }

    StepOutcome begin(Work work, Step.Agents step) {
        var seed = Surroundings.seed(work.scope(), Set.of());
        seed.set(GOAL, step.goal().evaluate(work.scope()));
        return new StepOutcome.Expands(seed);
    }

    Graph graph(UUID tenant, Step.Agents step, JsonNode seed, Steps steps) {
        var workshop = new Workshop(model, offers, tools::call, new Chains(tenant, library, steps), runs::usage, clock);
        return new TeamGraph(step.team(), turns(step), seed.path(GOAL), workshop);
    }

    private static StepTerms turns(Step.Agents step) {
        var terms = Terms.of(step);
        return new StepTerms(terms.timeout(), terms.attempts(), terms.backoff(), terms.longestBackoff(), true);
    }

    private record Chains(UUID tenant, ChainLibrary library, Steps steps) implements Workshop.Chains {
        @Override
        public StepOutcome begin(UUID of, Step.Called chain, JsonNode input) {
            return Blocks.call(of, chain, input, library);
        }

        @Override
        public Graph graph(JsonNode seed) {
            return steps.called(
                    tenant, seed.path("reference").asText(), new Surroundings(seed.path("input"), Map.of(), Map.of()));
        }
    }
}
