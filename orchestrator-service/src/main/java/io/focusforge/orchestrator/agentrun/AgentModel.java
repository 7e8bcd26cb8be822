package io.focusforge.orchestrator.agentrun;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.focusforge.orchestrator.ask.Conversed;
import io.focusforge.orchestrator.ask.ModelTalk;
import io.focusforge.orchestrator.run.StepContext;
import io.focusforge.orchestrator.run.StepOutcome;
import io.focusforge.orchestrator.run.StepUsage;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** Models of ai-service, with the rights of who runs the chain. */
@ApplicationScoped
public class AgentModel implements Workshop.Model {
    private final ModelTalk models;

    AgentModel(ModelTalk models) {
        this.models = models;
    }

    @Override
    public Heard ask(StepContext context, ObjectNode request, Duration timeout) throws InterruptedException {
        return switch (models.converse(context.caller(), request, timeout, context::await)) {
            case Conversed.Message(var message, var usage) ->
                message.isObject()
                        ? new Heard.Message(message, usage)
                        : failed("model_error", "The model says nothing.", true, Optional.empty(), usage);
            case Conversed.Unavailable(var retryAfter, var reason) ->
                failed("model_unavailable", "No model answers now: " + reason, true, retryAfter, StepUsage.NONE);
            case Conversed.Refused(var code, var reason) ->
                failed(code, reason, false, Optional.empty(), StepUsage.NONE);
        };
    }

    private static Heard failed(
            String code, String message, boolean retryable, Optional<Duration> retryAfter, StepUsage usage) {
        return new Heard.Nothing(new StepOutcome.Fails(code, message, retryable, retryAfter, usage));
    }
}
