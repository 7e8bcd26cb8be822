package io.focusforge.common.limit;

import io.focusforge.common.redis.RedisLines;
import io.focusforge.common.redis.RedisScript;
import io.vertx.core.Future;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.UUID;

/** The request limit of an API key in Redis, and how it is called: one count, whichever service a request comes to. */
public record GcraScript(RedisScript script) {
    private static final String REDIS_TIME = "";

    /** Where the requests of a key are counted. */
    public static String name(UUID tenant, String key) {
        return "ff:{" + tenant + "}:rl:" + key;
    }

    public static GcraScript load() {
        return new GcraScript(RedisScript.load(GcraScript.class, "/limit/gcra.lua", "/limit/request.lua"));
    }

    /** Fails, within the line's timeout, when Redis cannot tell. */
    public Future<Response> run(RedisLines lines, String name, Quota quota) {
        return lines.run(script, List.of(name), arguments(quota, REDIS_TIME));
    }

    public Request byText(String name, Quota quota, String nowMicros) {
        return script.byText(List.of(name), arguments(quota, nowMicros));
    }

    public static Decision decision(Response reply) {
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
