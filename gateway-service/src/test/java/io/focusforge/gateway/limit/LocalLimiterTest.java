package io.focusforge.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.common.limit.Decision;
import io.focusforge.common.limit.Quota;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LocalLimiterTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-05T12:00:00Z"), ZoneOffset.UTC);

    @Test
    void admitsExactlyTheQuotaToConcurrentClients() throws Exception {
        var limiter = new LocalLimiter(10, CLOCK);
        var key = UUID.randomUUID();
        Callable<Long> client = () -> Stream.generate(() -> limiter.decide(key, new Quota(500)))
                .limit(200)
                .filter(Decision::admitted)
                .count();

        var admitted = 0L;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var result :
                    threads.invokeAll(Stream.generate(() -> client).limit(16).toList())) {
                admitted += result.get();
            }
        }

        assertThat(admitted).isEqualTo(500);
    }

    @Test
    void countsEachKeyByItself() {
        var limiter = new LocalLimiter(10, CLOCK);
        var quota = new Quota(1);

        assertThat(limiter.decide(UUID.randomUUID(), quota).admitted()).isTrue();
        assertThat(limiter.decide(UUID.randomUUID(), quota).admitted()).isTrue();
    }
}
