package io.focusforge.orchestrator.flag;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.FeatureProvider;
import dev.openfeature.sdk.ImmutableMetadata;
import dev.openfeature.sdk.Metadata;
import dev.openfeature.sdk.ProviderEvaluation;
import dev.openfeature.sdk.Reason;
import dev.openfeature.sdk.Value;
import dev.openfeature.sdk.exceptions.FlagNotFoundError;
import dev.openfeature.sdk.exceptions.InvalidContextError;
import dev.openfeature.sdk.exceptions.TypeMismatchError;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Our flags for OpenFeature. The context names the tenant by the attribute {@code tenant}, and the user as its targeting key. The metadata of what
 * a flag decides name whose flag it is and since when it is as it is.
 */
@ApplicationScoped
class FlagProvider implements FeatureProvider {
    static final String TENANT = "tenant";
    /** Of the metadata: the id of the flag's tenant, or that of the installation. */
    static final String OWNER = "owner";
    /** Of the metadata: an instant in ISO 8601. */
    static final String UPDATED_AT = "updatedAt";

    private static final String NAME = "focusforge";

    private final Flags flags;
    private final ObjectMapper json;

    FlagProvider(Flags flags, ObjectMapper json) {
        this.flags = flags;
        this.json = json;
    }

    @Override
    public Metadata getMetadata() {
        return () -> NAME;
    }

    @Override
    public ProviderEvaluation<Boolean> getBooleanEvaluation(String key, Boolean otherwise, EvaluationContext context) {
        return evaluation(key, otherwise, context, JsonNode::isBoolean, JsonNode::asBoolean);
    }

    @Override
    public ProviderEvaluation<String> getStringEvaluation(String key, String otherwise, EvaluationContext context) {
        return evaluation(key, otherwise, context, JsonNode::isTextual, JsonNode::asText);
    }

    @Override
    public ProviderEvaluation<Integer> getIntegerEvaluation(String key, Integer otherwise, EvaluationContext context) {
        return evaluation(
                key, otherwise, context, node -> node.isIntegralNumber() && node.canConvertToInt(), JsonNode::asInt);
    }

    @Override
    public ProviderEvaluation<Double> getDoubleEvaluation(String key, Double otherwise, EvaluationContext context) {
        return evaluation(key, otherwise, context, JsonNode::isNumber, JsonNode::asDouble);
    }

    @Override
    public ProviderEvaluation<Value> getObjectEvaluation(String key, Value otherwise, EvaluationContext context) {
        return evaluation(
                key,
                otherwise,
                context,
                node -> true,
                node -> Value.objectToValue(json.convertValue(node, Object.class)));
    }

    private <T> ProviderEvaluation<T> evaluation(
            String key,
            T otherwise,
            EvaluationContext context,
            Predicate<JsonNode> fits,
            Function<JsonNode, T> reading) {
        var tenant = tenant(context);
        var kept = flags.find(tenant, key).orElseThrow(() -> new FlagNotFoundError("there is no flag " + key));
        var flag = kept.flag();
        if (!flag.enabled()) {
            return ProviderEvaluation.<T>builder()
                    .value(otherwise)
                    .reason(Reason.DISABLED.name())
                    .build();
        }
        var choice = flag.choose(key, tenant, user(context));
        if (!fits.test(choice.value())) {
            throw new TypeMismatchError("the flag %s is of another type".formatted(key));
        }
        return ProviderEvaluation.<T>builder()
                .value(reading.apply(choice.value()))
                .variant(choice.variant())
                .reason(choice.why().name())
                .flagMetadata(metadata(kept))
                .build();
    }

    private static ImmutableMetadata metadata(FlagStore.Kept kept) {
        return ImmutableMetadata.builder()
                .addString(OWNER, kept.owner().toString())
                .addString(UPDATED_AT, kept.updatedAt().toString())
                .build();
    }

    private static UUID tenant(EvaluationContext context) {
        var tenant = context == null ? null : context.getValue(TENANT);
        if (tenant == null || !tenant.isString()) {
            throw new InvalidContextError("the context names no tenant");
        }
        return id(tenant.asString());
    }

    /** @return null for nobody in particular */
    private static UUID user(EvaluationContext context) {
        var user = context.getTargetingKey();
        return user == null || user.isEmpty() ? null : id(user);
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidContextError("tenants and users are ids");
        }
    }
}
