package io.focusforge.gateway.apikey;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.focusforge.common.apikey.PresentedKey;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A key as it is shown.
 *
 * @param models absent when it may ask for all
 * @param key the key itself, in the first answer to its creation and never again
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ApiKeyView(
        UUID id,
        UUID tenantId,
        UUID userId,
        String name,
        List<String> scopes,
        Integer requestsPerMinute,
        List<String> models,
        Instant createdAt,
        Instant expiresAt,
        Instant revokedAt,
        String key) {
    static ApiKeyView of(ApiKey key) {
        return withSecret(key, null);
    }

    static ApiKeyView withSecret(ApiKey key, PresentedKey presented) {
        return new ApiKeyView(
                key.id(),
                key.tenantId(),
                key.userId(),
                key.name(),
                key.scopes().stream().sorted().toList(),
                key.requestsPerMinute(),
                key.models().isAll()
                        ? null
                        : key.models().names().stream().sorted().toList(),
                key.createdAt(),
                key.expiresAt(),
                key.revokedAt(),
                presented == null ? null : presented.text());
    }
}
