package io.focusforge.ai.usage;

import io.focusforge.ai.provider.ProviderModel;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What calls have cost, by model and not by who called: that is the ledger's to say. */
@Singleton
class UsageMeters {
    private static final double MICRO = 1e-6;

    private final MeterRegistry registry;
    private final Counter lost;
    private final Map<ProviderModel, Counter> costs = new ConcurrentHashMap<>();

    UsageMeters(MeterRegistry registry) {
        this.registry = registry;
        this.lost = Counter.builder("focusforge_usage_lost")
                .description("Calls of models that are in no ledger")
                .register(registry);
    }

    /** @param microDollars null when the price is not known */
    void cost(ProviderModel model, Long microDollars) {
        if (microDollars != null) {
            var known = costs.get(model);
            (known != null ? known : costs.computeIfAbsent(model, this::costs)).increment(microDollars * MICRO);
        }
    }

    void lost() {
        lost.increment();
    }

    private Counter costs(ProviderModel model) {
        return Counter.builder("focusforge_usage_cost_dollars")
                .description("What calls of models have cost, where their price is known")
                .tag("provider", model.provider())
                .tag("model", model.model())
                .register(registry);
    }
}
