package io.focusforge.ai.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.focusforge.ai.limit.Demand.Charge;
import io.focusforge.ai.step.Waiting;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Three pods, each with connections of its own, and 64 clients that ask all at once and more often than they may. */
class ExactLimitsTest {
    private static final int PODS = 3;
    private static final int CLIENTS = 64;
    private static final int ATTEMPTS = 8;
    private static final BudgetPeriod.Span TODAY = BudgetPeriod.DAY.at(Instant.now());
    private static LimitRedis redis;

    private final UUID tenant = UUID.randomUUID();

    @BeforeAll
    static void startRedis() throws IOException {
        redis = new LimitRedis();
    }

    @AfterAll
    static void stopRedis() throws Exception {
        redis.close();
    }

    @Test
    void admitsExactlyTheRequestsThatAreAllowed() throws Exception {
        var standstill = "1800000000000000";
        var pods = pods(standstill);
        var rule = rule(Scope.KEY, Dimension.REQUESTS, 100);
        assertThat(admitted(pods, demand(new Charge(rule, 1)))).isEqualTo(100);
    }

    @Test
    void admitsExactlyTheTokensThatAreAllowed() throws Exception {
        var rule = rule(Scope.USER, Dimension.TOKENS, 10_050);
        assertThat(admitted(pods(), demand(new Charge(rule, 100)))).isEqualTo(100);
    }

    @Test
    void admitsExactlyTheCallsAtOnceThatAreAllowed() throws Exception {
        var rule = rule(Scope.MODEL, Dimension.CONCURRENT, 17);
        assertThat(admitted(pods(), demand(new Charge(rule, 1)))).isEqualTo(17);
    }

    @Test
    void admitsExactlyTheMoneyThatIsLeftOfTheBudget() throws Exception {
        var rule = new Rule(Subject.tenant(), Dimension.MONEY, 1_000_000, TODAY);
        var pods = pods();
        assertThat(Waiting.until(pods.getFirst().reserve(demand(new Charge(rule, 10_000)), Map.of())))
                .isEqualTo(new Verdict.Unknown(List.of(rule)));
        var spentBefore = Map.of(rule, 250_000L);
        assertThat(admitted(pods, demand(new Charge(rule, 10_000)), spentBefore))
                .isEqualTo(75);
    }

    @Test
    void neverHasMoreCallsUnderWayThanAllowed() throws Exception {
        var demand = demand(new Charge(rule(Scope.TENANT, Dimension.CONCURRENT, 5), 1));
        var underWay = new AtomicInteger();
        var most = new AtomicInteger();
        run(pods(), pod -> {
            if (Waiting.until(pod.reserve(demand, Map.of())) instanceof Verdict.Admitted admitted) {
                most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
                underWay.decrementAndGet();
                pod.settle(demand, admitted.ticket(), Actual.NOTHING);
                return 1;
            }
            return 0;
        });
        assertThat(most.get()).isBetween(1, 5);
    }

    @Test
    void chargesWhatWasUsedInPlaceOfWhatWasReserved() throws Exception {
        var tokens = rule(Scope.KEY, Dimension.TOKENS, 3_000);
        var money = new Rule(Subject.tenant(), Dimension.MONEY, 1_000_000, TODAY);
        var demand = demand(new Charge(tokens, 100), new Charge(money, 1_000));
        var used = new AtomicLong();
        var pods = pods();
        run(pods, pod -> {
            if (Waiting.until(pod.reserve(demand, Map.of(money, 0L))) instanceof Verdict.Admitted admitted) {
                used.addAndGet(40);
                pod.settle(demand, admitted.ticket(), new Actual(40, 400));
                return 1;
            }
            return 0;
        });
        var pod = pods.getFirst();
        // a settlement is not waited for: the last ones may still be on their way
        await().untilAsserted(() -> {
            while (Waiting.until(pod.reserve(demand, Map.of())) instanceof Verdict.Admitted admitted) {
                used.addAndGet(40);
                pod.settle(demand, admitted.ticket(), new Actual(40, 400));
            }
            assertThat(used.get()).isGreaterThan(3_000 - 100).isLessThanOrEqualTo(3_000);
            var last = (Verdict.Refused) Waiting.until(pod.reserve(demand, Map.of()));
            assertThat(last.standings().get(0).remaining()).isEqualTo(3_000 - used.get());
            assertThat(last.standings().get(1).remaining()).isEqualTo(1_000_000 - used.get() * 10);
        });
    }

    @Test
    void reservesOfAllScopesOrOfNone() throws Exception {
        var user = rule(Scope.USER, Dimension.TOKENS, 800);
        var whole = rule(Scope.TENANT, Dimension.TOKENS, 600);
        var oneKey = new Rule(new Subject(Scope.KEY, "one"), Dimension.TOKENS, 500, null);
        var otherKey = new Rule(new Subject(Scope.KEY, "other"), Dimension.TOKENS, 500, null);
        var pods = pods();
        assertThat(admitted(pods, demand(new Charge(oneKey, 10), new Charge(user, 10), new Charge(whole, 10))))
                .isEqualTo(50);
        assertThat(admitted(pods, demand(new Charge(otherKey, 10), new Charge(user, 10), new Charge(whole, 10))))
                .isEqualTo(10);
        var refused = (Verdict.Refused) Waiting.until(pods.getFirst().reserve(demand(new Charge(whole, 10)), Map.of()));
        assertThat(refused.blocking()).isEqualTo(whole);
        assertThat(refused.delay()).isPositive();
    }

    private List<RedisCounters> pods(String... time) {
        return IntStream.range(0, PODS).mapToObj(i -> redis.pod(time)).toList();
    }

    private static long admitted(List<RedisCounters> pods, Demand demand) throws Exception {
        return admitted(pods, demand, Map.of());
    }

    private static long admitted(List<RedisCounters> pods, Demand demand, Map<Rule, Long> spent) throws Exception {
        return run(pods, pod -> Waiting.until(pod.reserve(demand, spent)) instanceof Verdict.Admitted ? 1 : 0);
    }

    private interface Attempt {
        int by(RedisCounters pod);
    }

    /** @return the sum of what the attempts return */
    private static long run(List<RedisCounters> pods, Attempt attempt) throws Exception {
        var clients = new ArrayList<Callable<Integer>>();
        for (var i = 0; i < CLIENTS; i++) {
            var pod = pods.get(i % pods.size());
            clients.add(
                    () -> IntStream.range(0, ATTEMPTS).map(n -> attempt.by(pod)).sum());
        }
        var sum = 0L;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var client : threads.invokeAll(clients)) {
                sum += client.get();
            }
        }
        return sum;
    }

    private Demand demand(Charge... charges) {
        return new Demand(tenant, Arrays.asList(charges));
    }

    private static Rule rule(Scope scope, Dimension dimension, long limit) {
        return new Rule(new Subject(scope, "one"), dimension, limit, null);
    }
}
