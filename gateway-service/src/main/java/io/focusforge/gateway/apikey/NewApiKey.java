package io.focusforge.gateway.apikey;

import io.focusforge.common.identity.AllowedModels;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.limit.Quota;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * A key that an administrator asks for.
 *
 * @param userId in whose name it calls; the caller when absent
 * @param scopes what it may do; everything that users do, as far as the caller may, when absent
 * @param requestsPerMinute the limit of the installation when absent
 * @param models names of models or aliases that it may ask for, or beginnings of names with {@code *}; those of the caller when absent
 * @param expiresAt never when absent
 * @param tenantId another tenant than one's own, which only operators may name, with a {@code userId} of it
 */
public record NewApiKey(
        @NotBlank @Size(max = 100) String name,
        UUID userId,
        @Size(min = 1, max = 50) Set<@NotNull String> scopes,
        @Min(1) @Max(Quota.MAX_PER_MINUTE) Integer requestsPerMinute,
        @Size(min = 1, max = AllowedModels.MOST_NAMES) Set<@NotNull String> models,
        Instant expiresAt,
        UUID tenantId) {

    ApiKey keyFor(Caller caller, UUID tenant, UUID id, Instant now) {
        if (expiresAt != null && !expiresAt.isAfter(now)) {
            throw ProblemException.invalid("expiresAt", "must be in the future");
        }
        return new ApiKey(
                tenant,
                id,
                owner(caller, tenant),
                name.strip(),
                granted(caller),
                requestsPerMinute,
                KeyModels.granted(caller, models),
                now,
                expiresAt,
                null);
    }

    private UUID owner(Caller caller, UUID tenant) {
        if (userId == null && !tenant.equals(caller.tenant())) {
            throw ProblemException.invalid("userId", "must name a user of the other tenant");
        }
        return userId == null ? caller.user() : userId;
    }

    /** Never more than the caller may. */
    private Set<String> granted(Caller caller) {
        var wanted = new TreeSet<>(scopes == null ? Scopes.USER : scopes);
        for (var scope : wanted) {
            if (!Scopes.isGrantable(scope)) {
                throw ProblemException.invalid("scopes", "'%s' is not a scope; one is tasks:write".formatted(scope));
            }
        }
        if (scopes == null) {
            wanted.retainAll(caller.scopes());
        }
        if (wanted.isEmpty() || !caller.scopes().containsAll(wanted)) {
            wanted.removeAll(caller.scopes());
            throw new ProblemException(
                    ErrorCode.FORBIDDEN,
                    "A key cannot be given scopes that its maker lacks: " + String.join(", ", wanted) + ".");
        }
        return wanted;
    }
}
