package io.focusforge.gateway.limit;

import io.focusforge.common.limit.Decision;
import io.focusforge.common.limit.Quota;
import io.focusforge.common.redis.RedisLines;
import io.focusforge.common.redis.RedisScript;
import io.vertx.core.Future;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;

/** The limit of a key in Redis, and how it is called. */
record GcraScript(RedisScript script) {
    private static final String REDIS_TIME = "";

    static GcraScript load() {
        return new GcraScript(RedisScript.load(GcraScript.class, "/limit/gcra.lua", "/limit/request.lua"));
    }

    Future<Response> run(RedisLines lines, String name, Quota quota) {
        return lines.run(script, List.of(name), arguments(quota, REDIS_TIME));
    }

    Request byText(String name, Quota quota, String nowMicros) {
        return script.byText(List.of(name), arguments(quota, nowMicros));
    }

    static Decision decision(Response reply) {
        return new Decision(
                reply.get(0).toLong() == 1,
                reply.get(1).toLong(),
                reply.get(2).toLong(),
                reply.get(3).toLong());
    }

    private static List<String> arguments(Quota quota, String nowMicros) {
        return List.of(Long.toString(quota.intervalMicros()), Integer.toString(quota.requestsPerMinute()), nowMicros);
    }
}
