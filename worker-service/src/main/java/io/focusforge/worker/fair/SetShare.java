package io.focusforge.worker.fair;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/**
 * Body of {@code PUT /api/v1/queues/-/shares/{tenantId}}. What is left out is not limited.
 *
 * @param weight turns for each of a tenant of weight 1; 1 when left out
 * @param concurrency jobs that run at once, in all queues together; 0 holds the tenant's jobs back
 * @param ratePerSecond attempts started per second, in all queues together
 * @param burst attempts that may start at once after a pause; a second's worth when left out
 */
public record SetShare(
        @Min(1) @Max(1000) Integer weight,
        @Min(0) @Max(100_000) Integer concurrency,
        @DecimalMin("0.001") @DecimalMax("100000") Double ratePerSecond,
        @Min(1) @Max(100_000) Integer burst) {
    int weightOrUsual() {
        return weight == null ? 1 : weight;
    }

    Limits limits() {
        if (ratePerSecond == null) {
            return new Limits(concurrency, null, null);
        }
        return new Limits(concurrency, ratePerSecond, burst == null ? (int) Math.ceil(ratePerSecond) : burst);
    }
}
