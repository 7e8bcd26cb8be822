package io.focusforge.ai.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.ai.provider.SharedMinutes.Minute;
import io.focusforge.ai.provider.SharedMinutes.Reply;
import io.focusforge.ai.step.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three replicas over one Redis. */
class RedisProviderMinutesTest {
    private final List<RedisProviderMinutes> replicas = new ArrayList<>();
    private LimitRedis redis;

    @BeforeEach
    void start() throws Exception {
        redis = new LimitRedis();
        for (var i = 0; i < 3; i++) {
            replicas.add(new RedisProviderMinutes(redis.lines(), () -> 3));
        }
    }

    @AfterEach
    void stop() throws Exception {
        redis.close();
    }

    @Test
    void allReplicasTogetherTakeExactlyWhatTheProviderAllows() throws Exception {
        var minute = new Minute(40, 0);
        var taken = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = IntStream.range(0, 120)
                    .<Callable<Reply>>mapToObj(
                            i -> () -> Waiting.until(replicas.get(i % 3).take("p", minute, 0)))
                    .toList();
            for (var reply : threads.invokeAll(calls)) {
                taken += reply.get() instanceof Reply.Taken ? 1 : 0;
            }
        }
        assertThat(taken).isEqualTo(40);
        assertThat(Waiting.until(replicas.getFirst().take("other", minute, 0))).isInstanceOf(Reply.Taken.class);
    }

    @Test
    void saysWhatStandsInTheWayAndForHowLong() {
        var minute = new Minute(2, 100);
        assertThat(Waiting.until(replicas.get(0).take("p", minute, 60))).isInstanceOf(Reply.Taken.class);
        var refused = (Reply.UsedUp) Waiting.until(replicas.get(1).take("p", minute, 60));
        assertThat(refused.what()).isEqualTo("tokens-per-minute");
        assertThat(refused.delay().toSeconds()).isBetween(55L, 61L);
        assertThat(Waiting.until(replicas.get(2).take("p", minute, 40))).isInstanceOf(Reply.Taken.class);
        assertThat(((Reply.UsedUp) Waiting.until(replicas.get(1).take("p", minute, 0))).what())
                .isEqualTo("requests-per-minute");
    }

    @Test
    void whatWasNotUsedIsThereForTheOthers() {
        var minute = new Minute(0, 100);
        var first = (Reply.Taken) Waiting.until(replicas.get(0).take("p", minute, 100));
        replicas.get(0).correct("p", first.second(), -70);
        assertThat(Waiting.until(replicas.get(0).take("p", minute, 71))).isInstanceOf(Reply.UsedUp.class);
        var second = (Reply.Taken) Waiting.until(replicas.get(1).take("p", minute, 70));
        replicas.get(1).correct("p", second.second(), 5);
        assertThat(Waiting.until(replicas.get(1).take("p", minute, 1))).isInstanceOf(Reply.UsedUp.class);
    }

    @Test
    void saysAmongHowManyTheLimitIsDividedWhenRedisIsAway() throws Exception {
        redis.stop();
        assertThat(Waiting.until(replicas.getFirst().take("p", new Minute(2, 0), 0)))
                .isEqualTo(new Reply.Away(3));
        redis.start();
    }
}
