package io.focusforge.worker.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/** What came out of one attempt. Codes and messages are shown to the job's owner. */
public sealed interface JobResult {
    /** @param result small, or null when there is nothing to tell */
    record Done(JsonNode result) implements JobResult {}

    /** Worth another attempt, no sooner than {@code atLeast} from now. */
    record Retry(String code, String message, Duration atLeast) implements JobResult {}

    /** No attempt can ever succeed. */
    record Failed(String code, String message) implements JobResult {}

    static JobResult done() {
        return new Done(null);
    }

    static JobResult retry(String code, String message) {
        return new Retry(code, message, Duration.ZERO);
    }

    static JobResult failed(String code, String message) {
        return new Failed(code, message);
    }

    /** For metrics: bounded. */
    default String outcome() {
        return switch (this) {
            case Done done -> "done";
            case Retry retry -> "retry";
            case Failed failed -> "failed";
        };
    }
}
