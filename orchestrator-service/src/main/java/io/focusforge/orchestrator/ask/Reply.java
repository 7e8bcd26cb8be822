package io.focusforge.orchestrator.ask;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.orchestrator.run.StepUsage;
import java.time.Duration;
import java.util.Optional;

/** What one request to a model brought. */
sealed interface Reply {
    default StepUsage usage() {
        return StepUsage.NONE;
    }

    /** @param all what this and the requests before it have cost */
    ModelAnswer answer(StepUsage all);

    record Fits(JsonNode output, String model, StepUsage usage) implements Reply {
        @Override
        public ModelAnswer answer(StepUsage all) {
            return new ModelAnswer.Given(output, model, all);
        }
    }

    /** Something else than was asked for. */
    record Odd(String said, String errors, StepUsage usage) implements Reply {
        @Override
        public ModelAnswer answer(StepUsage all) {
            return new ModelAnswer.Invalid(errors, all);
        }
    }

    record None(Optional<Duration> retryAfter, String reason) implements Reply {
        @Override
        public ModelAnswer answer(StepUsage all) {
            return new ModelAnswer.Unavailable(retryAfter, reason, all);
        }
    }

    record No(String reason) implements Reply {
        @Override
        public ModelAnswer answer(StepUsage all) {
            return new ModelAnswer.Refused("model_refused", reason, all);
        }
    }

    record Nobody() implements Reply {
        @Override
        public ModelAnswer answer(StepUsage all) {
            return new ModelAnswer.NotConfigured();
        }
    }
}
