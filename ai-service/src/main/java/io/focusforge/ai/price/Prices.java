package io.focusforge.ai.price;

import io.focusforge.ai.price.PriceStore.Priced;
import io.focusforge.ai.provider.ProviderModel;
import io.focusforge.ai.provider.Providers;
import io.focusforge.ai.usage.TokenUsage;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** What calls cost, from memory. What an operator sets is known to the other replicas within {@code focusforge.prices.refresh-every}. */
@Singleton
public class Prices {
    private static final Logger LOG = Logger.getLogger(Prices.class);

    private final Providers providers;
    private final PriceStore store;
    private volatile Map<ProviderModel, Price> set = Map.of();

    Prices(Providers providers, PriceStore store) {
        this.providers = providers;
        this.store = store;
    }

    public Optional<Price> of(ProviderModel model) {
        var price = set.get(model);
        return price == null ? configured(model) : Optional.of(price);
    }

    /** @return micro-dollars; null when the price is not known */
    public Long cost(ProviderModel model, TokenUsage tokens) {
        return of(model).map(price -> price.cost(tokens)).orElse(null);
    }

    void set(Priced priced) {
        store.put(priced);
        read();
    }

    boolean forget(ProviderModel model) {
        var known = store.delete(model);
        read();
        return known;
    }

    @Scheduled(every = "{focusforge.prices.refresh-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void refresh() {
        try {
            read();
        } catch (RuntimeException e) {
            LOG.debugf("Prices stay as they were: %s", e);
        }
    }

    private void read() {
        set = store.all().stream().collect(Collectors.toUnmodifiableMap(Priced::model, Priced::price));
    }

    private Optional<Price> configured(ProviderModel model) {
        return Optional.ofNullable(providers.get(model.provider()))
                .map(provider -> provider.config().prices().get(model.model()))
                .map(Price::of);
    }
}
