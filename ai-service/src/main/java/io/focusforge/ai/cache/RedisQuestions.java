package io.focusforge.ai.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.focusforge.ai.step.Step;
import io.focusforge.common.redis.RedisLines;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Shared by the replicas as a stream of each scope, of which a replica reads what is new to it. Without Redis it has its own. */
final class RedisQuestions implements Questions {
    private static final int OVERHEAD = 200;

    private record Scope(String last, List<Known> questions) {
        int weight() {
            return OVERHEAD
                    + questions.stream()
                            .mapToInt(known -> known.vector().length * Float.BYTES + OVERHEAD)
                            .sum();
        }
    }

    private final RedisLines redis;
    private final ModelCacheConfig config;
    private final int most;
    private final Cache<CacheKey, Scope> scopes;

    RedisQuestions(RedisLines redis, ModelCacheConfig config) {
        this.redis = redis;
        this.config = config;
        this.most = config.semantic().questions();
        this.scopes = Caffeine.newBuilder()
                .maximumWeight(config.semantic().memory().asLongValue())
                .weigher((CacheKey key, Scope scope) -> scope.weight())
                .expireAfterAccess(config.maxTtl())
                .build();
    }

    @Override
    public Future<List<Known>> of(CacheKey scope) {
        var known = scopes.getIfPresent(scope);
        var from = known == null || known.last().isEmpty() ? "-" : "(" + known.last();
        var before = known == null ? List.<Known>of() : known.questions();
        return Step.here(redis.ask(
                        Request.cmd(Command.XRANGE).arg(name(scope)).arg(from).arg("+")))
                .map(entries -> entries.size() == 0 ? before : merge(scope, entries))
                .otherwise(before);
    }

    @Override
    public Future<Void> add(CacheKey scope, Known question) {
        return redis.ask(Request.cmd(Command.XADD)
                        .arg(name(scope))
                        .arg("MAXLEN")
                        .arg(most)
                        .arg("*")
                        .arg("vector")
                        .arg(bytes(question.vector()))
                        .arg("request")
                        .arg(question.request().hex()))
                .onFailure(away -> scopes.asMap().merge(scope, new Scope("", List.of(question)), this::join))
                .compose(added -> redis.ask(Request.cmd(Command.PEXPIRE)
                        .arg(name(scope))
                        .arg(config.maxTtl().toMillis())))
                .<Void>mapEmpty()
                .otherwiseEmpty();
    }

    private List<Known> merge(CacheKey scope, Response entries) {
        var read = new ArrayList<Known>(entries.size());
        for (var i = 0; i < entries.size(); i++) {
            var fields = entries.get(i).get(1);
            read.add(new Known(
                    vector(fields.get(1).toBytes()), Hash.parse(fields.get(3).toString())));
        }
        var last = entries.get(entries.size() - 1).get(0).toString();
        return scopes.asMap().merge(scope, new Scope(last, read), this::join).questions();
    }

    private Scope join(Scope known, Scope more) {
        var all = new ArrayList<>(known.questions());
        all.addAll(more.questions());
        var last = more.last().isEmpty() ? known.last() : more.last();
        return new Scope(last, List.copyOf(all.subList(Math.max(0, all.size() - most), all.size())));
    }

    private static String name(CacheKey scope) {
        return scope.name("s");
    }

    private static Buffer bytes(float[] vector) {
        var bytes = ByteBuffer.allocate(vector.length * Float.BYTES);
        bytes.asFloatBuffer().put(vector);
        return Buffer.buffer(bytes.array());
    }

    private static float[] vector(byte[] bytes) {
        var vector = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).asFloatBuffer().get(vector);
        return vector;
    }
}
