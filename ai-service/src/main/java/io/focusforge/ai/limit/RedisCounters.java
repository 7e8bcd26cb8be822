package io.focusforge.ai.limit;

import io.focusforge.common.redis.RedisLines;
import io.focusforge.common.redis.Sharing;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Counts in Redis for all pods together: once before a call, and once after it. */
final class RedisCounters implements Counters {
    private static final int MOST_UNSETTLED = 10_000;
    private static final int AT_ONCE = 200;

    private final RedisLines lines;
    private final TenantCalls calls;
    private final Duration lease;
    private final Supplier<String> time;
    /** What was used while Redis was away. */
    private final Queue<Settlement> unsettled = new ConcurrentLinkedQueue<>();

    /** With a number, the id of a reservation: a call needs one that is unique, not one that nobody can guess. */
    private final String pod = Long.toUnsignedString(new SecureRandom().nextLong(), Character.MAX_RADIX);

    private final AtomicLong reservations = new AtomicLong();
    private final AtomicInteger waiting = new AtomicInteger();

    /** @param time microseconds, or {@link LimitScripts#REDIS_TIME} */
    RedisCounters(RedisLines lines, Duration lease, Supplier<String> time) {
        this.lines = lines;
        this.time = time;
        this.lease = lease;
        this.calls = new TenantCalls(lines, lease, time);
    }

    private record Settlement(UUID tenant, LimitScripts.Operation operation) {}

    /** Redis did not say. */
    static final class Away extends RuntimeException {
        Away(Throwable cause) {
            super(cause.getMessage(), cause, false, false);
        }
    }

    boolean isAway() {
        return lines.sharing() == Sharing.ALONE;
    }

    /** Fails as {@link Away} within twice the timeout. */
    @Override
    public Future<Verdict> reserve(Demand demand, Map<Rule, Long> spent) {
        var id = pod + "-" + Long.toString(reservations.incrementAndGet(), Character.MAX_RADIX);
        return orAway(calls.run(demand.tenant(), LimitScripts.reserve(demand, spent, id)))
                .map(reply -> LimitScripts.verdict(demand, reply));
    }

    /** Fails as {@link Away} within twice the timeout. */
    @Override
    public Future<List<Standing>> look(Demand nothing) {
        return orAway(calls.run(nothing.tenant(), LimitScripts.look(nothing)))
                .map(reply -> LimitScripts.verdict(nothing, reply).standings());
    }

    @Override
    public void settle(Demand demand, String ticket, Actual spent) {
        settle(new Settlement(demand.tenant(), LimitScripts.settle(demand, ticket, spent)));
    }

    void renew(Demand demand, String ticket) {
        lines.run(LimitScripts.RENEW, LimitScripts.keys(demand), LimitScripts.renew(time.get(), ticket, lease))
                .onFailure(away -> {});
    }

    /** Called periodically. */
    void settleLate() {
        for (var i = 0; i < AT_ONCE && !isAway(); i++) {
            var next = unsettled.poll();
            if (next == null) {
                return;
            }
            waiting.decrementAndGet();
            settle(next);
        }
    }

    private void settle(Settlement settlement) {
        calls.run(settlement.tenant(), settlement.operation()).onFailure(away -> keep(settlement));
    }

    private void keep(Settlement settlement) {
        if (waiting.get() < MOST_UNSETTLED) {
            waiting.incrementAndGet();
            unsettled.add(settlement);
        }
    }

    /** Fails as {@link Away} when there is no answer. */
    static Future<Response> orAway(Future<Response> reply) {
        return reply.recover(cause -> Future.failedFuture(new Away(cause)));
    }
}
