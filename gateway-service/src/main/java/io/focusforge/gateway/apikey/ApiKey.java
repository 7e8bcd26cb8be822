package io.focusforge.gateway.apikey;

import io.focusforge.common.identity.AllowedModels;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * What is known of a key.
 *
 * @param scopes as they were granted, without what they include
 * @param requestsPerMinute null for the limit of the installation
 * @param models that it may ask for
 * @param expiresAt null for never
 * @param revokedAt null while it may be used
 */
public record ApiKey(
        UUID tenantId,
        UUID id,
        UUID userId,
        String name,
        Set<String> scopes,
        Integer requestsPerMinute,
        AllowedModels models,
        Instant createdAt,
        Instant expiresAt,
        Instant revokedAt) {
    public ApiKey {
        scopes = Set.copyOf(scopes);
    }

    boolean isRevoked() {
        return revokedAt != null;
    }

    boolean hasExpired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }
}
