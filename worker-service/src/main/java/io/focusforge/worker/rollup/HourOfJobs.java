package io.focusforge.worker.rollup;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * The jobs of a queue and type that ended in an hour.
 *
 * @param hour its beginning
 * @param waitSeconds from the time at which the last attempt was due to its start; absent when none was started
 * @param runSeconds of the last attempt
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HourOfJobs(
        Instant hour,
        String queue,
        String type,
        long succeeded,
        long dead,
        long cancelled,
        Quantiles waitSeconds,
        Quantiles runSeconds) {
    /** What half of them stay below, and nineteen in twenty. */
    public record Quantiles(double p50, double p95) {}
}
