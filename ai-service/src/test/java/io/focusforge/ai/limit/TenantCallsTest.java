package io.focusforge.ai.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.ai.limit.Demand.Charge;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a tenant asks at once: it goes together, and is answered as if each had come alone. */
class TenantCallsTest {
    private static final int AT_ONCE = 100;
    private static final int ALLOWED = 60;

    private final UUID tenant = UUID.randomUUID();
    private final Rule rule = new Rule(new Subject(Scope.KEY, "k"), Dimension.CONCURRENT, ALLOWED, null);
    private final Demand demand = new Demand(tenant, List.of(new Charge(rule, 1)));
    private LimitRedis redis;
    private TenantCalls calls;

    @BeforeEach
    void start() throws Exception {
        redis = new LimitRedis();
        calls = new TenantCalls(redis.lines(), LimitRedis.LEASE, () -> LimitScripts.REDIS_TIME);
    }

    @AfterEach
    void stop() throws Exception {
        redis.close();
    }

    @Test
    void answersEachInItsOrder() throws Exception {
        var verdicts = await(reserveAtOnce());
        assertThat(verdicts.subList(0, ALLOWED)).hasOnlyElementsOfType(Verdict.Admitted.class);
        assertThat(verdicts.subList(ALLOWED, AT_ONCE)).hasOnlyElementsOfType(Verdict.Refused.class);
    }

    @Test
    void sendsTogetherWhatComesWhileAnAnswerIsUnderWay() throws Exception {
        await(reserveAtOnce());
        assertThat(scriptCalls()).isLessThanOrEqualTo(AT_ONCE / 4);
    }

    @Test
    void whatOneGivesBackTheNextMayTake() throws Exception {
        var last = (Verdict.Admitted) await(reserveAtOnce()).get(ALLOWED - 1);
        calls.run(tenant, LimitScripts.look(demand));
        calls.run(tenant, LimitScripts.settle(demand, last.ticket(), Actual.NOTHING));
        var next = calls.run(tenant, LimitScripts.reserve(demand, Map.of(), "next"));
        assertThat(LimitScripts.verdict(demand, get(next))).isInstanceOf(Verdict.Admitted.class);
    }

    @Test
    void tellsAllOfARedisThatIsGone() throws Exception {
        redis.stop();
        var answers = reserveAtOnce();
        for (var answer : answers) {
            assertThat(answer.toCompletionStage().toCompletableFuture()).failsWithin(30, TimeUnit.SECONDS);
        }
        redis.start();
    }

    private List<Future<Response>> reserveAtOnce() {
        return IntStream.range(0, AT_ONCE)
                .mapToObj(i -> calls.run(tenant, LimitScripts.reserve(demand, Map.of(), "call-" + i)))
                .toList();
    }

    private List<Verdict> await(List<Future<Response>> answers) throws Exception {
        get(Future.join(answers));
        return answers.stream()
                .map(answer -> LimitScripts.verdict(demand, answer.result()))
                .toList();
    }

    private long scriptCalls() throws Exception {
        var statistics = get(redis.client().send(Request.cmd(Command.INFO).arg("commandstats")))
                .toString();
        return statistics
                .lines()
                .filter(line -> line.startsWith("cmdstat_eval"))
                .mapToLong(line -> Long.parseLong(line.replaceAll(".*?calls=(\\d+),.*", "$1")))
                .sum();
    }

    private static <T> T get(Future<T> answer) throws Exception {
        return answer.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
