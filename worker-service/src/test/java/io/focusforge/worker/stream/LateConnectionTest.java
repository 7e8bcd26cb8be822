package io.focusforge.worker.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.TimeoutException;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A connection that comes when its reader has ceased to wait goes back: nobody else would ever close it. */
class LateConnectionTest {
    private final Promise<RedisConnection> promised = Promise.promise();
    private final Connection connection = new Connection();
    private final ReadyStreams streams =
            new ReadyStreams(new io.vertx.mutiny.redis.client.Redis(new Server()), Duration.ofMillis(500));

    @Test
    void isClosed() {
        assertThatThrownBy(() -> streams.reader("ai", "late")).isInstanceOf(TimeoutException.class);
        promised.complete(connection);
        assertThat(connection.closed).isTrue();
    }

    @Test
    void staysOpenWhenItComesInTime() {
        promised.complete(connection);
        var reader = streams.reader("ai", "early");
        assertThat(connection.closed).isFalse();
        reader.close();
        assertThat(connection.closed).isTrue();
    }

    /** Answers when it is told to. */
    private final class Server implements Redis {
        @Override
        public Future<RedisConnection> connect() {
            return promised.future();
        }

        @Override
        public void close() {}

        @Override
        public Future<Response> send(Request command) {
            return Future.failedFuture("only connections");
        }

        @Override
        public Future<List<Response>> batch(List<Request> commands) {
            return Future.failedFuture("only connections");
        }
    }

    private static final class Connection implements RedisConnection {
        private boolean closed;

        @Override
        public Future<Void> close() {
            closed = true;
            return Future.succeededFuture();
        }

        @Override
        public RedisConnection exceptionHandler(Handler<Throwable> handler) {
            return this;
        }

        @Override
        public RedisConnection handler(Handler<Response> handler) {
            return this;
        }

        @Override
        public RedisConnection pause() {
            return this;
        }

        @Override
        public RedisConnection resume() {
            return this;
        }

        @Override
        public RedisConnection fetch(long amount) {
            return this;
        }

        @Override
        public RedisConnection endHandler(Handler<Void> handler) {
            return this;
        }

        @Override
        public Future<Response> send(Request command) {
            return Future.failedFuture("only connections");
        }

        @Override
        public Future<List<Response>> batch(List<Request> commands) {
            return Future.failedFuture("only connections");
        }

        @Override
        public boolean pendingQueueFull() {
            return false;
        }
    }
}
