package io.focusforge.worker.deadletter;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.Objects;

/** Body of {@code POST …/dead-letters/discard}. What is left out does not restrict. */
public record DiscardMany(
        String type,
        String errorCode,
        Instant diedAfter,
        Instant diedBefore,
        @Min(1) @Max(Bulk.MOST) Integer limit,
        Boolean confirm) {
    Bulk of(String queue) {
        return new Bulk(
                new DeadLetterFilter(queue, type, errorCode, diedAfter, diedBefore),
                Objects.requireNonNullElse(limit, Bulk.MOST),
                Boolean.TRUE.equals(confirm));
    }
}
