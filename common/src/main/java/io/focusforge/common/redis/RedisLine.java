package io.focusforge.common.redis;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.impl.types.ErrorType;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * One connection to Redis, over which many requests are under way at once. It is given up at the first sign of trouble and tried
 * again in the background, so that no request waits for a Redis that is away.
 *
 * <pre>
 *   away ── check: connect and PING ──► ready ── error, end or timeout ──► away
 * </pre>
 */
final class RedisLine {
    private static final Logger LOG = Logger.getLogger(RedisLine.class);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Future<Response> AWAY = Future.failedFuture("Redis is away");

    private final Vertx vertx;
    private final Redis redis;
    private final Patience patience;
    private volatile RedisConnection ready;
    private volatile boolean checking;

    RedisLine(Vertx vertx, Redis redis, Duration timeout) {
        this.vertx = vertx;
        this.redis = redis;
        this.patience = new Patience(vertx, timeout, System::nanoTime);
    }

    boolean isReady() {
        return ready != null;
    }

    /** Fails at once while Redis is away, and within the timeout when it has just gone. */
    Future<Response> ask(Request request) {
        var connection = ready;
        return connection == null ? AWAY : ask(connection, request);
    }

    /** Called periodically: notices a dead connection that nobody uses, and a Redis that has come back. */
    void check() {
        if (ready != null) {
            ask(Request.cmd(Command.PING));
        } else if (!checking) {
            checking = true;
            connect().onComplete(connected -> {
                checking = false;
                if (connected.succeeded()) {
                    ready = connected.result();
                    LOG.debug("Redis is there");
                }
            });
        }
    }

    void close() {
        var connection = ready;
        ready = null;
        if (connection != null) {
            connection.close();
        }
    }

    private Future<RedisConnection> connect() {
        var connecting = Promise.<RedisConnection>promise();
        var timer = vertx.setTimer(CONNECT_TIMEOUT.toMillis(), late -> connecting.tryFail(new TimeoutException()));
        redis.connect().onComplete(result -> {
            vertx.cancelTimer(timer);
            if (result.failed()) {
                connecting.tryFail(result.cause());
            } else if (!connecting.tryComplete(result.result())) {
                result.result().close();
            }
        });
        return connecting.future().compose(this::greet);
    }

    private Future<RedisConnection> greet(RedisConnection connection) {
        connection.exceptionHandler(failure -> lose(connection, failure));
        connection.endHandler(ended -> lose(connection, new java.io.IOException("closed by Redis")));
        var greeted = Promise.<RedisConnection>promise();
        var timer = vertx.setTimer(CONNECT_TIMEOUT.toMillis(), late -> greeted.tryFail(new TimeoutException()));
        connection.send(Request.cmd(Command.PING)).onComplete(result -> {
            vertx.cancelTimer(timer);
            if (result.succeeded()) {
                greeted.tryComplete(connection);
            } else {
                greeted.tryFail(result.cause());
            }
        });
        return greeted.future().onFailure(failure -> connection.close());
    }

    private Future<Response> ask(RedisConnection connection, Request request) {
        var answer = Promise.<Response>promise();
        patience.with(answer, late -> lose(connection, late));
        connection.send(request).onComplete(result -> {
            if (result.succeeded()) {
                answer.tryComplete(result.result());
            } else if (answer.tryFail(result.cause()) && !(result.cause() instanceof ErrorType)) {
                lose(connection, result.cause());
            }
        });
        return answer.future();
    }

    private void lose(RedisConnection connection, Throwable cause) {
        if (ready == connection) {
            ready = null;
            LOG.warnf("Redis is away, this process goes on by itself meanwhile: %s", cause.getMessage());
            connection.close();
        }
    }
}
