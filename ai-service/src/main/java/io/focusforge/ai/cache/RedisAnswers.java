package io.focusforge.ai.cache;

import io.focusforge.ai.cache.Pool.Namespace;
import io.focusforge.ai.step.Step;
import io.focusforge.ai.step.Waiting;
import io.focusforge.common.redis.RedisLines;
import io.focusforge.common.redis.RedisScript;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/** The answers of all replicas, in Redis. What was kept under another generation of its namespace is not there. */
final class RedisAnswers implements SharedAnswers {
    private static final Logger LOG = Logger.getLogger(RedisAnswers.class);
    private static final RedisScript LOOK = RedisScript.load(RedisAnswers.class, "/model-cache/look.lua");
    private static final RedisScript RELEASE = RedisScript.load(RedisAnswers.class, "/model-cache/release.lua");

    private final RedisLines redis;
    private final DropLog drops;
    private final ModelCacheConfig config;

    RedisAnswers(RedisLines redis, DropLog drops, ModelCacheConfig config) {
        this.redis = redis;
        this.drops = drops;
        this.config = config;
    }

    @Override
    public Future<Seen> look(CacheKey key, boolean leases) {
        var token = leases ? random() : "";
        return Step.here(redis.run(
                        LOOK,
                        List.of(
                                key.entry(),
                                key.lease(),
                                CacheKey.generation(key.pool().within())),
                        List.of(token, millis(config.lease()), random(), millis(config.maxTtl()))))
                .compose(reply -> Step.over(length(reply), () -> seen(reply, token)))
                .otherwise(RedisAnswers::away);
    }

    @Override
    public Future<Void> keep(CacheKey key, KeptAnswer answer, Grant grant) {
        var left = answer.expiresAt() - answer.keptAt();
        return Step.over(answer.body().length, () -> AnswerCodec.encode(answer, grant.generation()))
                .compose(entry -> redis.ask(Request.cmd(Command.SET)
                        .arg(key.entry())
                        .arg(Buffer.buffer(entry))
                        .arg("PX")
                        .arg(left)))
                .transform(kept -> release(key, grant));
    }

    @Override
    public Future<Void> release(CacheKey key, Grant grant) {
        return grant.token().isEmpty()
                ? Future.succeededFuture()
                : Step.here(redis.run(RELEASE, List.of(key.lease()), List.of(grant.token())))
                        .<Void>mapEmpty()
                        .otherwiseEmpty();
    }

    /** First the generation, then the word to the others: who reads after that word finds nothing old. */
    @Override
    public boolean drop(Namespace namespace) {
        var generation = await(redis.ask(Request.cmd(Command.DEL).arg(CacheKey.generation(namespace))));
        return generation.isPresent() && drops.add(namespace);
    }

    private Seen seen(Response reply, String token) {
        var generation = reply.get(1).toString();
        return switch (reply.get(0).toString()) {
            case "found" ->
                AnswerCodec.decode(
                                reply.get(2).toBytes(), (int) config.maxEntry().asLongValue())
                        .<Seen>map(answer -> new Seen.Found(answer, new Grant(generation, "")))
                        .orElseGet(() -> new Seen.Free(new Grant(generation, "")));
            case "free" -> new Seen.Free(new Grant(generation, token));
            default -> new Seen.Taken(new Grant(generation, ""));
        };
    }

    private static int length(Response reply) {
        return reply.size() > 2 ? reply.get(2).toBuffer().length() : 0;
    }

    private static Seen away(Throwable failure) {
        LOG.debugf("Redis is not asked: %s", failure.getMessage());
        return new Seen.Away();
    }

    /** As long as {@link AnswerCodec#GENERATION}. */
    private static String random() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }

    private static String millis(java.time.Duration duration) {
        return Long.toString(duration.toMillis());
    }

    /** Blocking: call it on a virtual thread. */
    static Optional<Response> await(Future<Response> reply) {
        return Waiting.until(reply.map(Optional::of).otherwise(failure -> {
            LOG.debugf("Redis is not asked: %s", failure.getMessage());
            return Optional.empty();
        }));
    }
}
