package io.focusforge.ai.provider;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;

/**
 * Which name means which model of which provider: {@code default}; a model's own name, for the first provider that lists it;
 * and {@code provider/model}, which is never ambiguous. Only listed models can be asked for: the list is the operator's word on
 * what may be spent.
 */
public final class ModelCatalog {
    public static final String DEFAULT = "default";

    private final SequencedMap<String, ProviderModel> byName = new LinkedHashMap<>();
    private final Map<String, ProviderModel> byQualifiedName = new LinkedHashMap<>();
    private final Map<String, List<ProviderModel>> equals = new HashMap<>();

    /** @throws IllegalArgumentException when the default model is none of those listed */
    public ModelCatalog(SortedMap<String, List<String>> modelsByProvider, Optional<String> defaultModel) {
        modelsByProvider.forEach(
                (provider, models) -> models.forEach(model -> add(new ProviderModel(provider, model))));
        var first = byName.isEmpty() ? null : byName.firstEntry().getValue();
        var chosen = defaultModel.map(this::required).orElse(first);
        if (chosen != null) {
            byName.putFirst(DEFAULT, chosen);
        }
    }

    public Optional<ProviderModel> find(String name) {
        var model = byName.get(name);
        return Optional.ofNullable(model != null ? model : byQualifiedName.get(name));
    }

    /** All that a name means: for a model's own name every provider that lists it, in the order of their names. */
    public List<ProviderModel> all(String name) {
        var listed = equals.get(name);
        return listed != null ? listed : find(name).map(List::of).orElse(List.of());
    }

    /** Every name to be listed, each once; a model that a provider shares with an earlier one has its qualified name. */
    public SequencedMap<String, ProviderModel> names() {
        var names = new LinkedHashMap<>(byName);
        byQualifiedName.forEach((name, model) -> {
            if (!model.equals(byName.get(model.model()))) {
                names.put(name, model);
            }
        });
        return names;
    }

    private void add(ProviderModel model) {
        byName.putIfAbsent(model.model(), model);
        equals.computeIfAbsent(model.model(), name -> new ArrayList<>()).add(model);
        byQualifiedName.put(model.provider() + "/" + model.model(), model);
    }

    private ProviderModel required(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "focusforge.ai.default-model is '%s', which no provider lists".formatted(name)));
    }
}
