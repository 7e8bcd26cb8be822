package io.focusforge.ai.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.focusforge.ai.limit.Demand.Charge;
import io.focusforge.ai.step.Waiting;
import io.focusforge.ai.testing.MutableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two pods that lose Redis and find it again. */
class RedisAwayTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final UUID tenant = UUID.randomUUID();
    private final MutableClock clock = new MutableClock();
    private final Rule requests = new Rule(new Subject(Scope.KEY, "k"), Dimension.REQUESTS, 10, null);
    private final Rule tokens = new Rule(new Subject(Scope.USER, "u"), Dimension.TOKENS, 1000, null);
    private final Rule calls = new Rule(Subject.tenant(), Dimension.CONCURRENT, 4, null);
    private final Rule money =
            new Rule(Subject.tenant(), Dimension.MONEY, 10_000, BudgetPeriod.MONTH.at(clock.instant()));
    private final List<Counting> pods = new ArrayList<>();
    private LimitRedis redis;

    @BeforeEach
    void startTwoPods() throws Exception {
        redis = new LimitRedis();
        var config = LimitsConfigTest.config(Map.of("redis-timeout", "2S", "redis-check", "100ms", "lease", "10S"));
        SpentSource ledger = (whose, rule) -> 4_000;
        for (var i = 0; i < 2; i++) {
            var pod = new Counting(redis.client(), redis.vertx(), ledger, config, clock, new SimpleMeterRegistry());
            pod.start(null);
            pods.add(pod);
        }
        await().atMost(PATIENCE).until(() -> pods.stream().allMatch(pod -> pod.pods() == 2));
    }

    @AfterEach
    void stop() throws Exception {
        pods.forEach(pod -> pod.stop(null));
        redis.close();
    }

    @Test
    void eachPodHasItsShareOfEveryLimit() throws Exception {
        loseRedis();
        for (var pod : pods) {
            assertThat(admitted(pod, new Charge(requests, 1))).isEqualTo(5);
            assertThat(admitted(pod, new Charge(tokens, 100))).isEqualTo(5);
            assertThat(admitted(pod, new Charge(calls, 1))).isEqualTo(2);
            assertThat(admitted(pod, new Charge(money, 1000))).isEqualTo(3);
        }
    }

    @Test
    void saysThatItCountsByItself() throws Exception {
        assertThat(headers(pods.getFirst())).doesNotContainKey("x-focusforge-limits");
        loseRedis();
        assertThat(headers(pods.getFirst())).containsEntry("x-focusforge-limits", "local");
        redis.start();
        await().atMost(PATIENCE).until(() -> !headers(pods.getFirst()).containsKey("x-focusforge-limits"));
    }

    @Test
    void whoOnlyLooksTakesNothing() throws Exception {
        var rules = List.of(requests, tokens, calls);
        var pod = pods.getFirst();
        for (var i = 0; i < 2; i++) {
            assertThat(Waiting.until(pod.look(tenant, rules)).standings())
                    .containsExactly(standing(requests, 1), standing(tokens, 1), standing(calls, 1));
        }
        Waiting.until(pod.reserve(demand(new Charge(tokens, 100), new Charge(calls, 1))));
        assertThat(Waiting.until(pod.look(tenant, rules)).standings())
                .extracting(Standing::remaining)
                .containsExactly(requests.limit(), tokens.limit() - 100, calls.limit() - 1);
        loseRedis();
        assertThat(Waiting.until(pod.look(tenant, rules)))
                .isEqualTo(new Counting.Looked(
                        List.of(standing(requests, 2), standing(tokens, 2), standing(calls, 2)), true));
    }

    @Test
    void settlesAShareAsItWouldTheWhole() throws Exception {
        loseRedis();
        var pod = pods.getFirst();
        var demand = demand(new Charge(tokens, 500), new Charge(calls, 1), new Charge(money, 3000));
        for (var i = 0; i < 2; i++) {
            var counted = Waiting.until(pod.reserve(demand));
            var admitted = (Verdict.Admitted) counted.verdict();
            assertThat(Waiting.until(pod.reserve(demand)).verdict()).isInstanceOf(Verdict.Refused.class);
            counted.by().settle(demand, admitted.ticket(), Actual.NOTHING);
        }
        clock.advance(Duration.ofSeconds(1));
        assertThat(Waiting.until(pod.reserve(demand)).verdict()).isInstanceOf(Verdict.Admitted.class);
    }

    @Test
    void chargesWhatWasUsedMeanwhileWhenRedisIsBack() throws Exception {
        var pod = pods.getFirst();
        var demand = demand(new Charge(tokens, 100));
        var before = (Verdict.Admitted) Waiting.until(pod.reserve(demand)).verdict();
        var shared = Waiting.until(pod.reserve(demand));
        loseRedis();
        shared.by().settle(demand, ((Verdict.Admitted) shared.verdict()).ticket(), new Actual(700, 0));
        assertThat(before.standings().getFirst().remaining()).isEqualTo(900);
        redis.start();
        await().atMost(PATIENCE).untilAsserted(() -> {
            var counted = Waiting.until(pods.getLast().reserve(demand(new Charge(tokens, 1))));
            assertThat(pods.getLast().isLocal(counted)).isFalse();
            var standing = ((Verdict.Admitted) counted.verdict()).standings().getFirst();
            assertThat(standing.remaining()).isLessThan(300);
        });
    }

    /** Of what nothing was taken. */
    private static Standing standing(Rule rule, int pods) {
        return new Standing(rule, rule.limit() / pods, Duration.ZERO);
    }

    private void loseRedis() throws Exception {
        redis.stop();
        await().atMost(PATIENCE).until(() -> pods.stream().allMatch(this::isLocal));
    }

    private boolean isLocal(Counting pod) {
        var other = new Demand(UUID.randomUUID(), List.of(new Charge(requests, 1)));
        return pod.isLocal(Waiting.until(pod.reserve(other)));
    }

    private int admitted(Counting pod, Charge charge) {
        var admitted = 0;
        while (Waiting.until(pod.reserve(demand(charge))).verdict() instanceof Verdict.Admitted) {
            admitted++;
        }
        return admitted;
    }

    private Map<String, String> headers(Counting pod) {
        var headers = new HashMap<String, String>();
        var counted = Waiting.until(pod.reserve(new Demand(UUID.randomUUID(), List.of(new Charge(requests, 1)))));
        LimitHeaders.write(((Verdict.Admitted) counted.verdict()).standings(), pod.isLocal(counted), headers::put);
        return headers;
    }

    private Demand demand(Charge... charges) {
        return new Demand(tenant, List.of(charges));
    }
}
