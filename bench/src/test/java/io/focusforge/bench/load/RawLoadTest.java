package io.focusforge.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.focusforge.bench.load.Load.Call;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RawLoadTest {
    private static final Duration TURN = Duration.ofMillis(300);
    private static final String BODY = "ä".repeat(40_000);

    private final AtomicLong whole = new AtomicLong();
    private Vertx vertx;
    private HttpServer server;

    @BeforeAll
    void start() {
        vertx = Vertx.vertx();
        server = vertx.createHttpServer()
                .requestHandler(this::answer)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @AfterAll
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void answer(HttpServerRequest request) {
        var response = request.response();
        request.body().onSuccess(body -> {
            switch (request.path()) {
                case "/refused" -> response.setStatusCode(503).end();
                case "/endless" -> response.setChunked(true).end("no length");
                default -> {
                    if (body.toString().equals(BODY)
                            && "Bearer key".equals(request.getHeader("authorization"))
                            && "1".equals(request.getHeader("x-more"))) {
                        whole.incrementAndGet();
                    }
                    response.end("x".repeat(100_000));
                }
            }
        });
    }

    private Call call(String path) {
        var url = "http://127.0.0.1:%d%s".formatted(server.actualPort(), path);
        return new Call(HttpMethod.POST, url, "Bearer key", BODY, 200, Map.of("x-more", "1"));
    }

    @Test
    void everyRequestArrivesWholeAndEveryAnswerIsReadToItsEnd() throws IOException {
        try (var load = new RawLoad(call("/"), 4)) {
            var before = whole.get();
            var first = load.closedLoop(4, TURN);
            var second = load.flood(200, TURN);
            assertThat(first.latencies()).isNotEmpty();
            assertThat(second.latencies()).isNotEmpty();
            assertThat(first.failed() + second.failed()).isZero();
            assertThat(whole.get() - before).isEqualTo(first.latencies().length + second.latencies().length);
        }
    }

    @Test
    void whatIsAnsweredOtherwiseHasFailed() throws IOException {
        try (var load = new RawLoad(call("/refused"), 2)) {
            var outcome = load.flood(200, TURN);
            assertThat(outcome.latencies()).isEmpty();
            assertThat(outcome.failed()).isPositive();
        }
    }

    @Test
    void anAnswerWithoutLengthIsSaidToBe() throws IOException {
        try (var load = new RawLoad(call("/endless"), 1)) {
            assertThatThrownBy(() -> load.closedLoop(1, TURN)).hasMessageContaining("without Content-Length");
        }
    }
}
