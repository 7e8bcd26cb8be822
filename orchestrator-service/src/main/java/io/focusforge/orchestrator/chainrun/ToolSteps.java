package io.focusforge.orchestrator.chainrun;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.focusforge.orchestrator.agenttool.ToolBox;
import io.focusforge.orchestrator.definition.Step;
import io.focusforge.orchestrator.mcptool.ToolAnswer;
import io.focusforge.orchestrator.run.StepOutcome;
import jakarta.enterprise.context.ApplicationScoped;

/** Steps that call a tool. */
@ApplicationScoped
class ToolSteps {
    private final ToolBox tools;

    ToolSteps(ToolBox tools) {
        this.tools = tools;
    }

    StepOutcome call(Work work, Step.Tool step) throws InterruptedException {
        var given = step.arguments()
                .map(expression -> expression.evaluate(work.scope()))
                .orElseGet(JsonNodeFactory.instance::objectNode);
        if (!(given instanceof ObjectNode arguments)) {
            return Failed.forGood(Failed.INPUT, "The arguments of a tool are an object.");
        }
        var answer =
                tools.call(step.name(), arguments, work.context(), step.common().timeout());
        return switch (answer) {
            case ToolAnswer.Given(var content) -> new StepOutcome.Done(content);
            case ToolAnswer.Refused(var code, var problem, var retryable, var retryAfter) ->
                retryable
                        ? Failed.forNow(code, problem.path("detail").asText(), retryAfter)
                        : Failed.forGood(code, problem.path("detail").asText());
        };
    }
}
