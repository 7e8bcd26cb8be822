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
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Counts in Redis for all pods together: one script call before a call, and one after it. */
final class RedisCounters implements Counters {
    private static final int MOST_UNSETTLED = 10_000;
    private static final int AT_ONCE = 200;

    private final RedisLines lines;
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
    }

    private record Settlement(List<String> keys, List<String> arguments) {}

    /** Redis did not say. */
    static final class Away extends RuntimeException {
        Away(Throwable cause) {
            super(cause.getMessage(), cause, false, false);
        }
    }

    boolean isAway() {
        return lines.sharing() == Sharing.ALONE;
    }

    /** @throws Away within the timeout */
    @Override
    public Verdict reserve(Demand demand, Map<Rule, Long> spent) {
        var id = pod + "-" + Long.toString(reservations.incrementAndGet(), Character.MAX_RADIX);
        var arguments = LimitScripts.reserve(time.get(), demand, spent, lease, id);
        return LimitScripts.verdict(
                demand, await(lines.run(LimitScripts.RESERVE, LimitScripts.keys(demand), arguments)));
    }

    /** @throws Away within the timeout */
    @Override
    public List<Standing> look(Demand nothing) {
        var keys = LimitScripts.keys(nothing);
        var reply = await(lines.run(LimitScripts.RESERVE, keys, LimitScripts.look(time.get(), nothing)));
        return LimitScripts.verdict(nothing, reply).standings();
    }

    @Override
    public void settle(Demand demand, String ticket, Actual spent) {
        settle(new Settlement(LimitScripts.keys(demand), LimitScripts.settle(time.get(), ticket, spent)));
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
        lines.run(LimitScripts.SETTLE, settlement.keys(), settlement.arguments())
                .onFailure(away -> keep(settlement));
    }

    private void keep(Settlement settlement) {
        if (waiting.get() < MOST_UNSETTLED) {
            waiting.incrementAndGet();
            unsettled.add(settlement);
        }
    }

    /** Blocking. @throws Away when there is no answer */
    static Response await(Future<Response> reply) {
        try {
            return reply.toCompletionStage().toCompletableFuture().get();
        } catch (ExecutionException e) {
            throw new Away(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Away(e);
        }
    }
}
