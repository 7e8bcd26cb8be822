package io.focusforge.ai.provider;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The providers that there are at one time, and what their names for models mean. */
public final class ProviderTable {
    private final Map<String, Provider> byName;
    private final ModelCatalog catalog;

    ProviderTable(Map<String, Provider> byName, ModelCatalog catalog) {
        this.byName = Map.copyOf(byName);
        this.catalog = catalog;
    }

    public ModelCatalog catalog() {
        return catalog;
    }

    /** All targets that a name means, which is no alias; empty when there is no such model. */
    public List<ProviderModel> models(String name) {
        return name.equals(ProviderModel.EXTRACTIVE.model()) ? List.of(ProviderModel.EXTRACTIVE) : catalog.all(name);
    }

    public int size() {
        return byName.size();
    }

    public Map<String, Provider> byName() {
        return byName;
    }

    /** Of all models of all providers: {@code provider/model}. */
    Set<String> qualifiedNames() {
        return byName.values().stream()
                .flatMap(provider -> ProviderConfig.allModels(provider.config()).stream()
                        .map(model -> provider.name() + "/" + model))
                .collect(Collectors.toUnmodifiableSet());
    }
}
