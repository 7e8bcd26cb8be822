package io.focusforge.ai.limit;

import io.focusforge.ai.provider.SharedMinutes;
import io.focusforge.common.redis.RedisLines;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.IntSupplier;

/** What providers allow in a minute, counted in Redis by the clock of Redis. A provider is no tenant's: it has a hash tag of its own. */
@Singleton
class RedisProviderMinutes implements SharedMinutes {
    private static final int TAKEN = 1;
    private static final List<String> WHAT = List.of(REQUESTS, TOKENS);

    private final RedisLines lines;
    private final IntSupplier pods;

    @Inject
    RedisProviderMinutes(Counting counting) {
        this(counting.lines(), counting::pods);
    }

    RedisProviderMinutes(RedisLines lines, IntSupplier pods) {
        this.lines = lines;
        this.pods = pods;
    }

    @Override
    public Future<Reply> take(String provider, Minute minute, long tokens) {
        var arguments = List.of(
                LimitScripts.REDIS_TIME,
                Long.toString(minute.requests()),
                Long.toString(minute.tokens()),
                Long.toString(tokens));
        var keys = List.of(key(provider, Dimension.REQUESTS), key(provider, Dimension.TOKENS));
        return lines.run(LimitScripts.PROVIDER, keys, arguments)
                .map(RedisProviderMinutes::reply)
                .otherwise(away -> new Reply.Away(pods.getAsInt()));
    }

    @Override
    public void correct(String provider, long second, long more) {
        var arguments = List.of(LimitScripts.REDIS_TIME, Long.toString(second), Long.toString(more));
        lines.run(LimitScripts.PROVIDER_USED, List.of(key(provider, Dimension.TOKENS)), arguments)
                .onFailure(away -> {});
    }

    private static Reply reply(Response reply) {
        return reply.get(0).toInteger() == TAKEN
                ? new Reply.Taken(reply.get(1).toLong())
                : new Reply.UsedUp(
                        WHAT.get(reply.get(1).toInteger() - 1),
                        Duration.of(reply.get(2).toLong(), ChronoUnit.MICROS));
    }

    private static String key(String provider, Dimension dimension) {
        return "ff:{provider:" + provider + "}:minute:" + dimension.letter();
    }
}
