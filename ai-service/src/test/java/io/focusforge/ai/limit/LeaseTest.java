package io.focusforge.ai.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.ai.limit.Demand.Charge;
import io.focusforge.ai.step.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What becomes of reservations whose holder does not end them. The time of Redis is set, so that nothing has to be waited for. */
class LeaseTest {
    private static final Duration ALMOST = LimitRedis.LEASE.minusMillis(1);
    private static LimitRedis redis;

    private final Rule tokens = new Rule(new Subject(Scope.KEY, "k"), Dimension.TOKENS, 1000, null);
    private final Rule calls = new Rule(new Subject(Scope.USER, "u"), Dimension.CONCURRENT, 1, null);
    private final Rule money = new Rule(Subject.tenant(), Dimension.MONEY, 5000, BudgetPeriod.MONTH.at(Instant.now()));
    private final UUID tenant = UUID.randomUUID();
    private final Demand all =
            new Demand(tenant, List.of(new Charge(tokens, 1000), new Charge(calls, 1), new Charge(money, 5000)));
    private final String[] time = {""};

    @BeforeAll
    static void startRedis() throws IOException {
        redis = new LimitRedis();
    }

    @AfterAll
    static void stopRedis() throws Exception {
        redis.close();
    }

    @Test
    void whatADeadPodHadReservedComesBackAfterItsLease() {
        at(Duration.ZERO);
        assertThat(reserve(redis.pod(time))).isInstanceOf(Verdict.Admitted.class);

        var survivor = redis.pod(time);
        at(ALMOST);
        assertThat(reserve(survivor)).isInstanceOf(Verdict.Refused.class);
        at(LimitRedis.LEASE);
        assertThat(reserve(survivor)).isInstanceOf(Verdict.Admitted.class);
    }

    @Test
    void aCallThatRunsLongKeepsWhatItReserved() throws Exception {
        var pod = redis.pod(time);
        at(Duration.ZERO);
        var call = (Verdict.Admitted) reserve(pod);
        at(ALMOST);
        pod.renew(all, call.ticket());
        at(LimitRedis.LEASE.plusSeconds(1));
        var refused = (Verdict.Refused) reserve(redis.pod(time));
        assertThat(refused.standings()).extracting(Standing::remaining).containsExactly(0L, 0L, 0L);
    }

    @Test
    void chargesALateAnswerInFull() {
        var pod = redis.pod(time);
        at(Duration.ZERO);
        var late = (Verdict.Admitted) reserve(pod);
        at(LimitRedis.LEASE.plusSeconds(1));
        var small = new Demand(tenant, List.of(new Charge(tokens, 1), new Charge(money, 1)));
        Waiting.until(pod.reserve(small, Map.of()));
        pod.settle(all, late.ticket(), new Actual(400, 3000));
        var standings = ((Verdict.Admitted) Waiting.until(pod.reserve(small, Map.of()))).standings();
        assertThat(standings).extracting(Standing::remaining).containsExactly(1000 - 400 - 2L, 5000 - 3000 - 2L);
    }

    @Test
    void tokensLeaveTheWindowOfAMinuteAndNotBefore() {
        var pod = redis.pod(time);
        var half = new Demand(tenant, List.of(new Charge(tokens, 500)));
        at(Duration.ZERO);
        settle(pod, half, 500);
        at(Duration.ofSeconds(30));
        settle(pod, half, 500);
        at(Duration.ofSeconds(59));
        var refused = (Verdict.Refused) Waiting.until(pod.reserve(half, Map.of()));
        assertThat(refused.delay()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
        at(Duration.ofSeconds(59).plus(refused.delay()));
        settle(pod, half, 500);
        assertThat(Waiting.until(pod.reserve(half, Map.of()))).isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void reservedMoneyIsNotLostForGoodWhenRedisDropsTheTickets() throws Exception {
        var pod = redis.pod(time);
        at(Duration.ZERO);
        reserve(pod);
        redis.delete(LimitScripts.keys(all).getFirst());
        var onlyMoney = new Demand(tenant, List.of(new Charge(money, 5000)));
        assertThat(Waiting.until(pod.reserve(onlyMoney, Map.of()))).isInstanceOf(Verdict.Admitted.class);
    }

    @Test
    void asksAgainWhatWasSpentWhenRedisDropsTheBudget() throws Exception {
        var pod = redis.pod(time);
        at(Duration.ZERO);
        reserve(pod);
        redis.delete(money.key(tenant));
        var onlyMoney = new Demand(tenant, List.of(new Charge(money, 1000)));
        assertThat(Waiting.until(pod.reserve(onlyMoney, Map.of()))).isEqualTo(new Verdict.Unknown(List.of(money)));
        assertThat(Waiting.until(pod.reserve(onlyMoney, Map.of(money, 4500L)))).isInstanceOf(Verdict.Refused.class);
    }

    private Verdict reserve(RedisCounters pod) {
        return Waiting.until(pod.reserve(all, Map.of(money, 0L)));
    }

    private static void settle(RedisCounters pod, Demand demand, long used) {
        var admitted = (Verdict.Admitted) Waiting.until(pod.reserve(demand, Map.of()));
        pod.settle(demand, admitted.ticket(), new Actual(used, 0));
    }

    private void at(Duration later) {
        var start = Instant.now().getEpochSecond() / 86_400 * 86_400;
        time[0] = Long.toString((start + later.toSeconds()) * 1_000_000 + later.getNano() / 1000);
    }
}
