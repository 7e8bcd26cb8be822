package io.focusforge.orchestrator.agentrun;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.focusforge.orchestrator.definition.AgentTool;
import io.focusforge.orchestrator.definition.Step;
import io.focusforge.orchestrator.definition.ToolName;
import io.focusforge.orchestrator.mcptool.ToolAnswer;
import io.focusforge.orchestrator.run.Graph;
import io.focusforge.orchestrator.run.RunKey;
import io.focusforge.orchestrator.run.StepContext;
import io.focusforge.orchestrator.run.StepOutcome;
import io.focusforge.orchestrator.run.StepUsage;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

/** What a team works with. */
public record Workshop(Model model, Offers offers, Tools tools, Chains chains, Spent spent, Clock clock) {
    /** Asks a model. */
    public interface Model {
        Heard ask(StepContext context, ObjectNode request, Duration timeout) throws InterruptedException;
    }

    /** What a model is told of a tool. */
    public interface Offers {
        /** @param name by which the model calls it */
        ObjectNode of(UUID tenant, String name, AgentTool tool);
    }

    /** Calls tools of servers. */
    public interface Tools {
        ToolAnswer call(ToolName name, ObjectNode arguments, StepContext context, Duration timeout)
                throws InterruptedException;
    }

    /** Runs chains as steps. */
    public interface Chains {
        /** @return what the step expands into, or why not */
        StepOutcome begin(UUID tenant, Step.Called chain, JsonNode input);

        Graph graph(JsonNode seed);
    }

    /** What steps have cost, by what is recorded. */
    public interface Spent {
        /** @param steps the beginning of their names */
        StepUsage of(RunKey run, String steps);
    }
}
