package io.focusforge.ai.cache;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;

/** Counts what the cache answers. */
final class CacheMetrics {
    private final Map<CacheStatus, Counter> answers = new EnumMap<>(CacheStatus.class);

    CacheMetrics(MeterRegistry meters, MemoryAnswers memory) {
        for (var status : CacheStatus.values()) {
            answers.put(
                    status,
                    Counter.builder("focusforge_model_cache")
                            .description("Model calls by where their answer came from")
                            .tag("result", status.label())
                            .register(meters));
        }
        Gauge.builder("focusforge_model_cache_bytes", memory, MemoryAnswers::weight)
                .description("Memory that kept answers take")
                .register(meters);
    }

    <T extends Lookup> T count(T lookup) {
        answers.get(lookup.status()).increment();
        return lookup;
    }
}
