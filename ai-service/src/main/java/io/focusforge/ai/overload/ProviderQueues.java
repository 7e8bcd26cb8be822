package io.focusforge.ai.overload;

import io.focusforge.common.overload.Admission;
import io.focusforge.common.overload.Priority;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

/** The places of all providers. */
@Singleton
public class ProviderQueues {
    private final ProviderQueueConfig config;
    private final MeterRegistry meters;
    private final Map<String, Admission> latest = new ConcurrentHashMap<>();

    ProviderQueues(ProviderQueueConfig config, MeterRegistry meters) {
        this.config = config;
        this.meters = meters;
    }

    /** Places at a provider, new ones at each call: one that is configured anew begins anew. */
    public ProviderPlaces places(String provider, int maxConcurrency) {
        var limit = new ProviderLimit(maxConcurrency, config.adaptive(), System::nanoTime);
        var places = new ProviderPlaces(limit, config.maxWaiting(), config.maxWait());
        if (latest.put(provider, places.admission()) == null) {
            register(provider);
        }
        return places;
    }

    /** Names of providers are the operator's, and few. */
    private void register(String provider) {
        gauge("focusforge.provider.inflight", "Calls of a provider under way", provider, Admission::underWay);
        gauge("focusforge.provider.limit", "How many calls it is given at once", provider, Admission::limit);
        gauge("focusforge.provider.waiting", "Calls that wait for a place", provider, Admission::waiting);
        for (var priority : Priority.values()) {
            FunctionCounter.builder("focusforge.provider.shed", latest, all -> all.get(provider)
                            .shedOf(priority))
                    .description("Calls for which a provider had no place")
                    .tag("provider", provider)
                    .tag("priority", priority.label())
                    .register(meters);
        }
    }

    private void gauge(String name, String description, String provider, ToDoubleFunction<Admission> value) {
        Gauge.builder(name, latest, all -> value.applyAsDouble(all.get(provider)))
                .description(description)
                .tag("provider", provider)
                .register(meters);
    }
}
