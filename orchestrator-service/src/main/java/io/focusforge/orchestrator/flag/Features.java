package io.focusforge.orchestrator.flag;

import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.FlagEvaluationDetails;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.Value;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** OpenFeature's client over our flags, for the code of this service. Blocking where flags are not in memory. */
@Startup
@ApplicationScoped
class Features {
    private static final String DOMAIN = "focusforge";

    private static final Logger LOG = Logger.getLogger(Features.class);

    private final FlagProvider provider;
    private final Flags flags;
    private volatile Client client;

    Features(FlagProvider provider, Flags flags) {
        this.provider = provider;
        this.flags = flags;
    }

    /** Under a domain of our own, so that nobody else's default is replaced. */
    @PostConstruct
    void register() {
        var api = OpenFeatureAPI.getInstance();
        api.setProviderAndWait(DOMAIN, provider);
        client = api.getClient(DOMAIN);
    }

    /**
     * The text that a flag decides on, with its variant and the metadata of {@link FlagProvider}. Never fails.
     *
     * @param user null for nobody in particular
     * @return empty where there is no such flag, or it is disabled, of another type, or cannot be read
     */
    Optional<FlagEvaluationDetails<String>> text(String key, UUID tenant, UUID user) {
        return isThere(key, tenant)
                ? Optional.of(client.getStringDetails(key, "", context(tenant, user)))
                        .filter(details -> details.getErrorCode() == null && details.getVariant() != null)
                : Optional.empty();
    }

    /** Of whatever type. */
    FlagEvaluationDetails<Value> details(String key, UUID tenant, UUID user) {
        return client.getObjectDetails(key, new Value(), context(tenant, user));
    }

    /** Most flags that are asked for are not there, which for OpenFeature would be an error each time. */
    private boolean isThere(String key, UUID tenant) {
        try {
            return flags.find(tenant, key).isPresent();
        } catch (RuntimeException e) {
            LOG.warnf("The flags of tenant %s cannot be read: %s", tenant, e);
            return false;
        }
    }

    private static EvaluationContext context(UUID tenant, UUID user) {
        var attributes = Map.of(FlagProvider.TENANT, new Value(tenant.toString()));
        return user == null ? new ImmutableContext(attributes) : new ImmutableContext(user.toString(), attributes);
    }
}
