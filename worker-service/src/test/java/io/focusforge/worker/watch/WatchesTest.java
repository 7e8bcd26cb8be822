package io.focusforge.worker.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.worker.job.JobKey;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WatchesTest {
    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

    private final Listener listener = new Listener();

    private static WatchConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withMapping(WatchConfig.class)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withSources(new PropertiesConfigSource(settings, "test", 500))
                .build()
                .getConfigMapping(WatchConfig.class);
    }

    private Watch watch(UUID tenant) {
        return new Watch(new JobKey(tenant, UUID.randomUUID()), Position.START, listener, START);
    }

    private static void assertRefused(Watches watches, Watch watch, ErrorCode code) {
        assertThatThrownBy(() -> watches.add(watch))
                .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.code())
                        .isEqualTo(code));
    }

    @Test
    void areBoundedForATenantAndForAll() {
        var watches = new Watches(
                null,
                config(Map.of("focusforge.watch.max-streams", "3", "focusforge.watch.max-streams-per-tenant", "2")),
                null);
        var tenant = UUID.randomUUID();
        watches.add(watch(tenant));
        watches.add(watch(tenant));
        assertRefused(watches, watch(tenant), ErrorCode.RATE_LIMITED);
        watches.add(watch(UUID.randomUUID()));
        assertRefused(watches, watch(UUID.randomUUID()), ErrorCode.OVERLOADED);
    }

    @Test
    void areKeptAliveWhileThereIsNothingToSay() {
        var watch = watch(UUID.randomUUID());
        var every = config(Map.of()).keepAlive();
        assertThat(every).isEqualTo(Duration.ofSeconds(10));
        watch.keepAlive(": x\n\n", every, START.plusSeconds(9));
        assertThat(listener.comments()).isEmpty();
        watch.keepAlive(": x\n\n", every, START.plusSeconds(10));
        watch.keepAlive(": x\n\n", every, START.plusSeconds(11));
        assertThat(listener.comments()).isEqualTo(": x");
    }

    @Test
    void endWhenNobodyReadsOrAfterTheLongestTime() {
        var config = config(Map.of());
        assertThat(watch(UUID.randomUUID()).isOver(config, START.plusSeconds(29)))
                .isFalse();
        assertThat(watch(UUID.randomUUID()).isOver(config, START.plusSeconds(30)))
                .isTrue();
        var lively = watch(UUID.randomUUID());
        lively.write("", Position.START, START.plus(config.longest()).minusSeconds(1));
        assertThat(lively.isOver(config, START.plus(config.longest()).minusSeconds(1)))
                .isFalse();
        assertThat(lively.isOver(config, START.plus(config.longest()))).isTrue();
        var left = watch(UUID.randomUUID());
        listener.end();
        assertThat(left.isOver(config, START)).isTrue();
    }
}
