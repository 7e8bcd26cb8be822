package io.focusforge.ai.breaker;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Hears of each change as it is made. A lost connection costs only speed: the states are read regularly as well. */
final class ChangeFeed {
    private static final Logger LOG = Logger.getLogger(ChangeFeed.class);

    private final Redis redis;
    private final Consumer<SharedState> heard;
    private volatile RedisConnection connection;
    private volatile boolean connecting;

    ChangeFeed(Redis redis, Consumer<SharedState> heard) {
        this.redis = redis;
        this.heard = heard;
    }

    /** Called every now and then. */
    void keepListening() {
        if (connection == null && !connecting) {
            connecting = true;
            redis.connect().compose(this::subscribe).onComplete(done -> connecting = false);
        }
    }

    void close() {
        var open = connection;
        if (open != null) {
            open.close();
        }
    }

    private Future<Void> subscribe(RedisConnection opened) {
        opened.exceptionHandler(failure -> connection = null);
        opened.endHandler(end -> connection = null);
        opened.handler(this::hear);
        return opened.send(Request.cmd(Command.SUBSCRIBE).arg(RedisReplicas.CHANNEL))
                .onSuccess(subscribed -> connection = opened)
                .onFailure(failure -> opened.close())
                .mapEmpty();
    }

    private void hear(Response push) {
        if (push == null || push.size() != 3 || !"message".equals(push.get(0).toString())) {
            return;
        }
        var parts = push.get(2).toString().split(" ", 3);
        try {
            heard.accept(SharedState.of(parts[2], Long.parseLong(parts[0]), Long.parseLong(parts[1])));
        } catch (RuntimeException e) {
            LOG.warnf("A message about a breaker cannot be read: %s", e.toString());
        }
    }
}
