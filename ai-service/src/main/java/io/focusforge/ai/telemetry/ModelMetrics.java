package io.focusforge.ai.telemetry;

import io.focusforge.ai.usage.TokenUsage;
import io.focusforge.common.problem.ErrorCode;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Counts model calls (https://opentelemetry.io/docs/specs/semconv/gen-ai/gen-ai-metrics/). Labels come from the configuration only. */
@ApplicationScoped
public class ModelMetrics {
    private final MeterRegistry meters;

    ModelMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    /** What was called: {@code operation} is {@code chat} or {@code embeddings}; provider and model are configured ones. */
    public record Operation(String operation, String provider, String model) {
        private Tags tags() {
            return Tags.of(
                    "gen_ai.operation.name",
                    operation,
                    "gen_ai.provider.name",
                    provider,
                    "gen_ai.request.model",
                    model);
        }
    }

    public void succeeded(Operation operation, Duration took) {
        duration(operation, "", took);
    }

    public void failed(Operation operation, ErrorCode code, Duration took) {
        duration(operation, code.code(), took);
    }

    public void used(Operation operation, TokenUsage tokens) {
        tokens(operation, "input", tokens.prompt());
        if (tokens.completion() > 0) {
            tokens(operation, "output", tokens.completion());
        }
    }

    private void duration(Operation operation, String error, Duration took) {
        Timer.builder("gen_ai.client.operation.duration")
                .tags(operation.tags().and("error.type", error))
                .register(meters)
                .record(took);
    }

    private void tokens(Operation operation, String type, long count) {
        DistributionSummary.builder("gen_ai.client.token.usage")
                .baseUnit("token")
                .tags(operation.tags().and("gen_ai.token.type", type))
                .register(meters)
                .record(count);
    }
}
