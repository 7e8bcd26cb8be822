package io.focusforge.worker.fair;

import java.util.UUID;

/** What a tenant may take of the workers; null means that it is not limited. */
public record ShareView(UUID tenantId, int weight, Integer concurrency, Double ratePerSecond, Integer burst) {
    static ShareView of(TenantShare share) {
        var limits = share.limits();
        return new ShareView(
                share.tenant(), share.weight(), limits.concurrency(), limits.ratePerSecond(), limits.burst());
    }
}
