package io.focusforge.ai.provider;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All configured providers, by name. */
@ApplicationScoped
public class Providers {
    /** The name under which models in process are listed and accounted. */
    public static final String IN_PROCESS = "focusforge";

    private final Map<String, Provider> byName = new HashMap<>();
    private final ModelCatalog catalog;

    Providers(AiConfig config, ModelCatalog catalog, Vertx vertx, Clock clock, MeterRegistry meters) {
        this.catalog = catalog;
        config.providers().forEach((name, provider) -> {
            if (name.equals(IN_PROCESS) || name.contains("/")) {
                throw new IllegalArgumentException("a provider cannot be called '%s'".formatted(name));
            }
            ProviderConfig.key(provider).ifPresent(key -> requireVisible(name, key));
            byName.put(name, new Provider(name, provider, vertx, clock));
        });
        byName.values()
                .forEach(provider -> Gauge.builder("focusforge_model_breaker_open", provider, Provider::breakerOpen)
                        .description("1 while the provider is left alone after repeated failures")
                        .tag("provider", provider.name())
                        .register(meters));
    }

    /** @return null when there is none of this name */
    public Provider get(String name) {
        return byName.get(name);
    }

    /** All targets that a name means, which is no alias; empty when there is no such model. */
    public List<ProviderModel> models(String name) {
        return name.equals(ProviderModel.EXTRACTIVE.model()) ? List.of(ProviderModel.EXTRACTIVE) : catalog.all(name);
    }

    /** All targets that a name of an embedding model means, in the order of their providers' names; empty when there is no such model. */
    public List<ProviderModel> embeddingModels(String name) {
        return embeddingModels().stream()
                .filter(model -> model.model().equals(name) || (model.provider() + "/" + model.model()).equals(name))
                .toList();
    }

    /** The embedding models of all providers. */
    public List<ProviderModel> embeddingModels() {
        return byName.values().stream()
                .sorted(Comparator.comparing(Provider::name))
                .flatMap(provider -> provider.config().embeddingModels().orElse(List.of()).stream()
                        .map(model -> new ProviderModel(provider.name(), model)))
                .toList();
    }

    /** Checked here, because a refusal by the HTTP client would print the key. */
    private static void requireVisible(String provider, String key) {
        if (!key.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
            throw new IllegalArgumentException(
                    "the api-key of provider '%s' has a character that cannot be part of a key".formatted(provider));
        }
    }

    @Produces
    @Singleton
    static ModelCatalog catalog(AiConfig config) {
        var models = new TreeMap<String, List<String>>();
        config.providers().forEach((name, provider) -> models.put(name, provider.models()));
        return new ModelCatalog(models, config.defaultModel());
    }
}
