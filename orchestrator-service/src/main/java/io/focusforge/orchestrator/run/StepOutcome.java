package io.focusforge.orchestrator.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** What came of an attempt. */
public sealed interface StepOutcome {
    /**
     * The step has ended.
     *
     * @param skips steps of the same graph that a branch has decided against. They must need this one, directly or not
     */
    record Done(JsonNode result, StepUsage usage, Set<String> skips) implements StepOutcome {
        public Done {
            skips = Set.copyOf(skips);
        }

        public Done(JsonNode result, StepUsage usage) {
            this(result, usage, Set.of());
        }

        public Done(JsonNode result) {
            this(result, StepUsage.NONE);
        }
    }

    /** The step has found that it is not needed. */
    record Skipped() implements StepOutcome {}

    /**
     * The step is called again when the instant has come, or when somebody has sent the signal: {@link StepContext#awakening} says which. What
     * waits takes no thread and no process.
     *
     * @param until null for as long as it takes
     * @param signal null for the time alone
     * @param right the scope that the sender must have if the run is not the sender's own; null lets nobody else
     */
    record Waits(Instant until, String signal, String right) implements StepOutcome {
        public Waits {
            if (until == null && signal == null) {
                throw new IllegalArgumentException("a step waits for something");
            }
        }

        public static Waits until(Instant time) {
            return new Waits(time, null, null);
        }
    }

    /** The step has others within it, which {@link Graph#expand} makes of the seed. */
    record Expands(JsonNode seed) implements StepOutcome {}

    /**
     * The attempt has failed.
     *
     * @param code stable, for machines, such as {@code model_unavailable}
     * @param message for people; shown to the caller
     * @param retryable whether another attempt may go better
     * @param retryAfter not sooner than that
     */
    record Fails(String code, String message, boolean retryable, Optional<Duration> retryAfter, StepUsage usage)
            implements StepOutcome {
        public Fails(String code, String message, boolean retryable) {
            this(code, message, retryable, Optional.empty(), StepUsage.NONE);
        }
    }
}
