package io.focusforge.ai.price;

import io.focusforge.ai.price.PriceStore.Priced;
import io.focusforge.ai.provider.AiConfig;
import io.focusforge.ai.provider.ProviderModel;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.TreeMap;

/** The prices of the settings, with what was set over them. */
@ApplicationScoped
class PriceList {
    private final AiConfig config;
    private final PriceStore store;

    PriceList(AiConfig config, PriceStore store) {
        this.config = config;
        this.store = store;
    }

    List<Priced> all() {
        var byName = new TreeMap<String, Priced>();
        config.providers().forEach((provider, settings) -> settings.prices()
                .forEach((model, price) ->
                        add(byName, new Priced(new ProviderModel(provider, model), Price.of(price)))));
        store.all().forEach(priced -> add(byName, priced));
        return List.copyOf(byName.values());
    }

    private static void add(TreeMap<String, Priced> byName, Priced priced) {
        byName.put(priced.model().provider() + "/" + priced.model().model(), priced);
    }
}
