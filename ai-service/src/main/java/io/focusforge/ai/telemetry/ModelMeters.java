package io.focusforge.ai.telemetry;

import io.focusforge.ai.provider.ProviderModel;
import io.focusforge.ai.usage.TokenUsage;
import io.focusforge.common.problem.ErrorCode;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/** The meters of one model for one operation, each made when it first counts. Times are nanoseconds. */
public final class ModelMeters {
    private static final String FIRST_CHUNK = "gen_ai.client.operation.time_to_first_chunk";
    private static final String OUTPUT_TOKEN = "gen_ai.server.time_per_output_token";
    private static final Duration[] SECONDS =
            seconds(0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92);
    private static final Duration[] SECONDS_A_TOKEN =
            seconds(0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1.0, 2.5);
    private static final double[] TOKENS =
            DoubleStream.iterate(1, count -> count * 4).limit(14).toArray();

    private final MeterRegistry registry;
    private final Tags tags;
    private final Made<Timer> durations = new Made<>(this::duration);
    private final Made<Timer> streams = new Made<>(this::stream);
    private final Made<DistributionSummary> tokens = new Made<>(this::tokens);

    ModelMeters(MeterRegistry registry, Operation operation, ProviderModel model) {
        this.registry = registry;
        this.tags = Tags.of(
                "gen_ai.operation.name",
                operation.code(),
                "gen_ai.provider.name",
                model.provider(),
                "gen_ai.request.model",
                model.model());
    }

    /** Looked up for each call, and so without a lock or a new object. */
    private record Made<M>(Map<String, M> known, Function<String, M> make) {
        Made(Function<String, M> make) {
            this(new ConcurrentHashMap<>(), make);
        }

        M of(String name) {
            var meter = known.get(name);
            return meter != null ? meter : known.computeIfAbsent(name, make);
        }
    }

    public void succeeded(long took) {
        durations.of("").record(took, TimeUnit.NANOSECONDS);
    }

    public void failed(ErrorCode code, long took) {
        durations.of(code.code()).record(took, TimeUnit.NANOSECONDS);
    }

    public void used(TokenUsage usage) {
        tokens.of("input").record(usage.prompt());
        if (usage.completion() > 0) {
            tokens.of("output").record(usage.completion());
        }
    }

    /**
     * A stream has ended.
     *
     * @param toFirst from the request to the first chunk
     * @param rest from then to the end
     */
    public void streamed(long toFirst, long rest, TokenUsage usage) {
        streams.of(FIRST_CHUNK).record(toFirst, TimeUnit.NANOSECONDS);
        if (usage.completion() > 1) {
            streams.of(OUTPUT_TOKEN).record(rest / (usage.completion() - 1), TimeUnit.NANOSECONDS);
        }
    }

    private Timer duration(String error) {
        return Timer.builder("gen_ai.client.operation.duration")
                .tags(tags.and("error.type", error))
                .serviceLevelObjectives(SECONDS)
                .register(registry);
    }

    private Timer stream(String name) {
        return Timer.builder(name)
                .tags(tags)
                .serviceLevelObjectives(name.equals(FIRST_CHUNK) ? SECONDS : SECONDS_A_TOKEN)
                .register(registry);
    }

    private DistributionSummary tokens(String type) {
        return DistributionSummary.builder("gen_ai.client.token.usage")
                .baseUnit("token")
                .tags(tags.and("gen_ai.token.type", type))
                .serviceLevelObjectives(TOKENS)
                .register(registry);
    }

    private static Duration[] seconds(double... bounds) {
        return DoubleStream.of(bounds)
                .mapToObj(bound -> Duration.ofNanos(Math.round(bound * 1e9)))
                .toArray(Duration[]::new);
    }
}
