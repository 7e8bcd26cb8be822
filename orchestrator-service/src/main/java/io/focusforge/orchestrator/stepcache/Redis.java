package io.focusforge.orchestrator.stepcache;

import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.common.redis.RedisLines;
import io.focusforge.common.redis.RedisScript;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Redis as a step sees it: it answers in time, or not at all. */
final class Redis {
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final RedisLines lines;
    private final long millis;

    Redis(RedisLines lines, Duration timeout) {
        this.lines = lines;
        this.millis = 2 * timeout.toMillis();
    }

    /** What Redis says to a request. */
    sealed interface Said {
        /** @param value null for nothing */
        record This(Response value) implements Said {}

        record Away() implements Said {}
    }

    Said ask(Request request) throws InterruptedException {
        try {
            return new Said.This(
                    lines.ask(request).toCompletionStage().toCompletableFuture().get(millis, TimeUnit.MILLISECONDS));
        } catch (ExecutionException | TimeoutException e) {
            return new Said.Away();
        }
    }

    /** What is there; empty for nothing, and when Redis is away. */
    Optional<Response> get(Request request) throws InterruptedException {
        return ask(request) instanceof Said.This(var value) ? Optional.ofNullable(value) : Optional.empty();
    }

    /** @throws ProblemException {@code unavailable}, when Redis is away */
    Response require(Request request) {
        try {
            if (ask(request) instanceof Said.This(var value)) {
                return value;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new ProblemException(ErrorCode.UNAVAILABLE, "Redis cannot be asked at this moment; try again.")
                .retryAfter(RETRY);
    }

    /** Nobody waits for it; behind all that the thread has told before. */
    void tell(RedisScript script, List<String> keys, List<String> arguments) {
        lines.run(script, keys, arguments).onFailure(away -> {});
    }

    /** Nobody waits for it. */
    void tell(Request request) {
        lines.ask(request).onFailure(away -> {});
    }
}
