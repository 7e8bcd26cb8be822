package io.focusforge.ai.provider;

import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All configured providers, by name. The table may be replaced while calls are under way; they end on the providers that they began
 * with.
 */
@Singleton
public class Providers {
    /** The name under which models in process are listed and accounted. */
    public static final String IN_PROCESS = "focusforge";

    private static final long LOOK_EVERY_MILLIS = 5_000;

    private final ProviderFactory factory;
    private final Map<String, Provider> retired = new ConcurrentHashMap<>();
    private volatile ProviderTable table;

    Providers(AiConfig config, ProviderFactory factory) {
        this.factory = factory;
        this.table = new ProviderTable(Map.of(), new ModelCatalog(new TreeMap<>(), Optional.empty()));
        this.table = prepare(config);
    }

    /** @return null when there is none of this name; one that was taken out of the table is there until its calls have ended */
    public Provider get(String name) {
        var provider = table.byName().get(name);
        return provider != null ? provider : retired.get(name);
    }

    public ProviderTable table() {
        return table;
    }

    /** All targets that a name of an embedding model means, in the order of their providers' names; empty when there is no such model. */
    public List<ProviderModel> embeddingModels(String name) {
        return embeddingModels().stream()
                .filter(model -> model.model().equals(name) || (model.provider() + "/" + model.model()).equals(name))
                .toList();
    }

    /** The embedding models of all providers. */
    public List<ProviderModel> embeddingModels() {
        return table.byName().values().stream()
                .sorted(Comparator.comparing(Provider::name))
                .flatMap(provider -> provider.config().embeddingModels().orElse(List.of()).stream()
                        .map(model -> new ProviderModel(provider.name(), model)))
                .toList();
    }

    /**
     * Makes a table to be published, in which providers whose settings are as before are the same ones.
     *
     * @throws IllegalArgumentException that names the mistake
     */
    public ProviderTable prepare(AiConfig config) {
        var byName = new HashMap<String, Provider>();
        try {
            config.providers().forEach((name, settings) -> byName.put(name, sameOrNew(name, settings)));
            return new ProviderTable(byName, catalog(config));
        } catch (RuntimeException e) {
            discard(byName);
            throw e;
        }
    }

    /** New calls go by it from now on. */
    public void publish(ProviderTable next) {
        var before = table.byName();
        before.values().stream()
                .filter(provider -> next.byName().get(provider.name()) != provider)
                .forEach(this::retire);
        table = next;
        factory.forgetAllBut(next.qualifiedNames());
    }

    /** A table that was prepared is not to be published. */
    public void discard(ProviderTable prepared) {
        discard(prepared.byName());
        factory.forgetAllBut(table.qualifiedNames());
    }

    private void discard(Map<String, Provider> prepared) {
        prepared.values().stream()
                .filter(provider -> table.byName().get(provider.name()) != provider)
                .forEach(Provider::close);
    }

    private void retire(Provider provider) {
        retired.put(provider.name(), provider);
        var retirement = new Retirement(provider);
        factory.every(LOOK_EVERY_MILLIS, () -> retirement.isOver() && forget(provider));
    }

    private boolean forget(Provider provider) {
        retired.remove(provider.name(), provider);
        return true;
    }

    private Provider sameOrNew(String name, ProviderConfig settings) {
        var known = table.byName().get(name);
        return known != null && SameSettings.of(known.config(), settings) ? known : factory.create(name, settings);
    }

    private static ModelCatalog catalog(AiConfig config) {
        var models = new TreeMap<String, List<String>>();
        config.providers().forEach((name, provider) -> models.put(name, ProviderConfig.chatModels(provider)));
        return new ModelCatalog(models, config.defaultModel());
    }
}
