package io.focusforge.ai.limit;

import io.focusforge.ai.limit.LimitScripts.Operation;
import io.focusforge.common.redis.RedisLines;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Calls {@link LimitScripts#CALLS}, for each tenant in turns: all that comes while answers are under way goes next, in its order, as few scripts that
 * do not wait for each other. A lone call waits for nobody, and many at once cost Redis few scripts in place of many.
 */
final class TenantCalls {
    /** Redis does nothing else while a script runs. */
    private static final int MOST_AT_ONCE = 32;

    private final RedisLines lines;
    private final Duration lease;
    private final Supplier<String> time;
    /** Those that wait, of each tenant with an answer under way. */
    private final ConcurrentMap<UUID, Queue<Waiting>> tenants = new ConcurrentHashMap<>();

    TenantCalls(RedisLines lines, Duration lease, Supplier<String> time) {
        this.lines = lines;
        this.lease = lease;
        this.time = time;
    }

    private record Waiting(Operation operation, Promise<Response> answer) {}

    /** Fails when Redis does not tell, within twice the timeout of a request. */
    Future<Response> run(UUID tenant, Operation operation) {
        var waiting = new Waiting(operation, Promise.promise());
        var free = new boolean[1];
        tenants.compute(tenant, (id, others) -> {
            if (others == null) {
                free[0] = true;
                return new ArrayDeque<>();
            }
            others.add(waiting);
            return others;
        });
        if (free[0]) {
            send(tenant, List.of(waiting));
        }
        return waiting.answer().future();
    }

    private void send(UUID tenant, List<Waiting> all) {
        var scripts = (all.size() + MOST_AT_ONCE - 1) / MOST_AT_ONCE;
        var open = new AtomicInteger(scripts);
        for (var script = 0; script < scripts; script++) {
            var from = script * MOST_AT_ONCE;
            send(tenant, all.subList(from, Math.min(all.size(), from + MOST_AT_ONCE)), open);
        }
    }

    private void send(UUID tenant, List<Waiting> together, AtomicInteger open) {
        var operations = together.stream().map(Waiting::operation).toList();
        var arguments = LimitScripts.arguments(time.get(), lease, operations);
        run(LimitScripts.keys(tenant, operations), arguments).onComplete(reply -> {
            if (open.decrementAndGet() == 0) {
                sendNext(tenant);
            }
            answer(together, reply);
        });
    }

    /** Always tells, for all others of the tenant wait for it. */
    private Future<Response> run(List<String> keys, List<String> arguments) {
        try {
            return lines.run(LimitScripts.CALLS, keys, arguments);
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    private void sendNext(UUID tenant) {
        var next = new ArrayList<Waiting>();
        tenants.computeIfPresent(tenant, (id, others) -> {
            next.addAll(others);
            others.clear();
            return next.isEmpty() ? null : others;
        });
        if (!next.isEmpty()) {
            send(tenant, next);
        }
    }

    private static void answer(List<Waiting> together, AsyncResult<Response> reply) {
        for (var index = 0; index < together.size(); index++) {
            var answer = together.get(index).answer();
            if (reply.succeeded()) {
                answer.complete(reply.result().get(index));
            } else {
                answer.fail(reply.cause());
            }
        }
    }
}
