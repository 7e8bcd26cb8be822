package io.focusforge.ai.telemetry;

import io.focusforge.ai.provider.ProviderModel;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts model calls (https://opentelemetry.io/docs/specs/semconv/gen-ai/gen-ai-metrics/). Labels come from the configuration only, so
 * there are as many as it has models.
 */
@Singleton
public class ModelMetrics {
    private final MeterRegistry registry;
    private final Map<Operation, Map<ProviderModel, ModelMeters>> known = new EnumMap<>(Operation.class);

    ModelMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (var operation : Operation.values()) {
            known.put(operation, new ConcurrentHashMap<>());
        }
    }

    /** @param model a configured one */
    public ModelMeters of(Operation operation, ProviderModel model) {
        var models = known.get(operation);
        var meters = models.get(model);
        return meters != null
                ? meters
                : models.computeIfAbsent(model, first -> new ModelMeters(registry, operation, model));
    }
}
