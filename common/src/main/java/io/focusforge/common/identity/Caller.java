package io.focusforge.common.identity;

import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import java.util.Set;
import java.util.UUID;

/**
 * Who is asking: a user of a tenant, with what the key or the token in hand allows.
 *
 * @param key the API key with which the request came in; null for what a service does on its own
 * @param models what the key allows; what a service does on its own asks for the models that its operator chose
 * @param uncounted requests a minute that the key may send, for a request that nobody has counted yet; else null, as for all that came
 *     through the gateway
 */
public record Caller(
        UUID tenant, UUID user, Set<String> scopes, String plan, UUID key, AllowedModels models, Integer uncounted) {
    private static final int SHOWN = 128;

    public Caller {
        if (tenant == null || user == null) {
            throw new IllegalArgumentException("a caller has a tenant and a user");
        }
        scopes = Set.copyOf(scopes);
        plan = plan == null ? "default" : plan;
        if (uncounted != null && key == null) {
            throw new IllegalArgumentException("only the requests of a key are counted");
        }
    }

    public Caller(UUID tenant, UUID user, Set<String> scopes, String plan) {
        this(tenant, user, scopes, plan, null);
    }

    public Caller(UUID tenant, UUID user, Set<String> scopes, String plan, UUID key) {
        this(tenant, user, scopes, plan, key, AllowedModels.ALL);
    }

    public Caller(UUID tenant, UUID user, Set<String> scopes, String plan, UUID key, AllowedModels models) {
        this(tenant, user, scopes, plan, key, models, null);
    }

    /** The same with a request that is still to be counted. */
    public Caller uncounted(int requestsPerMinute) {
        return new Caller(tenant, user, scopes, plan, key, models, requestsPerMinute);
    }

    /** The same with a request that was counted. */
    public Caller counted() {
        return uncounted == null ? this : new Caller(tenant, user, scopes, plan, key, models);
    }

    public boolean may(String scope) {
        return scopes.contains(scope);
    }

    /**
     * Says nothing of whether there is such a model.
     *
     * @throws ProblemException {@code model_not_allowed}
     */
    public void requireModel(String name) {
        if (!models.allows(name)) {
            throw new ProblemException(
                    ErrorCode.MODEL_NOT_ALLOWED,
                    "This API key may not use the model '%s'; GET /v1/models lists those that it may use."
                            .formatted(name.length() > SHOWN ? name.substring(0, SHOWN) + "…" : name));
        }
    }
}
