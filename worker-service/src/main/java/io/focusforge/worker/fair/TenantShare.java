package io.focusforge.worker.fair;

import java.time.Instant;
import java.util.UUID;

/**
 * What an operator has set for a tenant.
 *
 * @param nextAt see {@link Limits#most}; null when nothing was started under a rate yet
 */
record TenantShare(UUID tenant, int weight, Limits limits, Instant nextAt) {
    static TenantShare usual(UUID tenant) {
        return new TenantShare(tenant, 1, Limits.NONE, null);
    }
}
