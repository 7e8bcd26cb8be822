package io.focusforge.common.sse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WatchesTest {
    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
    private static final StreamsConfig LIMITS =
            new Limits(Duration.ofMillis(250), Duration.ofSeconds(10), Duration.ofMinutes(30), 3, 2);

    private final Reader reader = new Reader();

    private record Limits(
            Duration lookEvery, Duration keepAlive, Duration longest, int maxStreams, int maxStreamsPerTenant)
            implements StreamsConfig {}

    /** Reads all at once. */
    private static final class Reader implements Outlet {
        private final StringBuilder read = new StringBuilder();
        private boolean gone;

        @Override
        public boolean hasRoom() {
            return true;
        }

        @Override
        public boolean isGone() {
            return gone;
        }

        @Override
        public void write(String frames) {
            read.append(frames);
        }

        @Override
        public void end() {
            gone = true;
        }
    }

    private Watch<String, Integer> watch(UUID tenant) {
        return new Watch<>("it", tenant, 0, reader, START);
    }

    private Watch<String, Integer> watch() {
        return watch(UUID.randomUUID());
    }

    private static void assertRefused(Watches<String, Integer> watches, Watch<String, Integer> watch, ErrorCode code) {
        assertThatThrownBy(() -> watches.add(watch))
                .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.code())
                        .isEqualTo(code));
    }

    @Test
    void areBoundedForATenantAndForAll() {
        var watches = new Watches<String, Integer>("jobs", null, LIMITS, Clock.systemUTC());
        var tenant = UUID.randomUUID();
        watches.add(watch(tenant));
        watches.add(watch(tenant));
        assertRefused(watches, watch(tenant), ErrorCode.RATE_LIMITED);
        watches.add(watch());
        assertRefused(watches, watch(), ErrorCode.OVERLOADED);
    }

    @Test
    void areKeptAliveWhileThereIsNothingToSay() {
        var watch = watch();
        watch.keepAlive(LIMITS.keepAlive(), START.plusSeconds(9));
        assertThat(reader.read).isEmpty();
        watch.keepAlive(LIMITS.keepAlive(), START.plusSeconds(10));
        watch.keepAlive(LIMITS.keepAlive(), START.plusSeconds(11));
        assertThat(reader.read).hasToString(SseEvent.KEEP_ALIVE);
    }

    @Test
    void endWhenNobodyReadsOrAfterTheLongestTime() {
        assertThat(watch().isOver(LIMITS, START.plusSeconds(29))).isFalse();
        assertThat(watch().isOver(LIMITS, START.plusSeconds(30))).isTrue();
        var lively = watch();
        lively.write("", 0, START.plus(LIMITS.longest()).minusSeconds(1));
        assertThat(lively.isOver(LIMITS, START.plus(LIMITS.longest()).minusSeconds(1)))
                .isFalse();
        assertThat(lively.isOver(LIMITS, START.plus(LIMITS.longest()))).isTrue();
        var left = watch();
        reader.end();
        assertThat(left.isOver(LIMITS, START)).isTrue();
    }
}
