package io.focusforge.worker.deadletter;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.Objects;

/**
 * Body of {@code POST …/dead-letters/replay}. What is left out does not restrict.
 *
 * @param rate how many jobs a second may run; absent: all at once
 */
public record ReplayMany(
        String type,
        String errorCode,
        Instant diedAfter,
        Instant diedBefore,
        @Min(1) @Max(1_000) Integer rate,
        @Min(1) @Max(Bulk.MOST) Integer limit,
        Boolean confirm) {
    Bulk of(String queue) {
        return new Bulk(
                new DeadLetterFilter(queue, type, errorCode, diedAfter, diedBefore),
                Objects.requireNonNullElse(limit, Bulk.MOST),
                Boolean.TRUE.equals(confirm));
    }
}
