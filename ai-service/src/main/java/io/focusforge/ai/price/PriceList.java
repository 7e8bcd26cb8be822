package io.focusforge.ai.price;

import io.focusforge.ai.price.PriceStore.Priced;
import io.focusforge.ai.provider.ProviderModel;
import io.focusforge.ai.provider.Providers;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.TreeMap;

/** The prices of the settings, with what was set over them. */
@Singleton
class PriceList {
    private final Providers providers;
    private final PriceStore store;

    PriceList(Providers providers, PriceStore store) {
        this.providers = providers;
        this.store = store;
    }

    List<Priced> all() {
        var byName = new TreeMap<String, Priced>();
        providers.table().byName().forEach((name, provider) -> provider.config()
                .prices()
                .forEach((model, price) -> add(byName, new Priced(new ProviderModel(name, model), Price.of(price)))));
        store.all().forEach(priced -> add(byName, priced));
        return List.copyOf(byName.values());
    }

    private static void add(TreeMap<String, Priced> byName, Priced priced) {
        byName.put(priced.model().provider() + "/" + priced.model().model(), priced);
    }
}
