package io.focusforge.bench.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimedDoorTest {
    private static final long SERVICE_MILLIS = 50;

    @Test
    void passesCallsOnAndSaysHowLongTheyTook() throws Exception {
        var vertx = Vertx.vertx();
        var service = vertx.createHttpServer()
                .requestHandler(request -> request.body()
                        .onSuccess(body -> vertx.setTimer(
                                SERVICE_MILLIS, late -> request.response().end(body))))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get();
        try (var door = new TimedDoor();
                var api = new PublicApi(door.url(), "key")) {
            door.leadTo("http://127.0.0.1:" + service.actualPort());
            var said = new JsonObject().put("query", "x".repeat(100_000));
            var from = System.nanoTime();
            assertThat(api.post("/api/v1/search?limit=1", said)).isEqualTo(said);
            var passages = door.take();
            assertThat(passages).singleElement().satisfies(passage -> {
                assertThat(passage.path()).isEqualTo("/api/v1/search?limit=1");
                assertThat(passage.from()).isGreaterThan(from);
                assertThat(passage.to() - passage.from())
                        .isGreaterThanOrEqualTo(
                                Duration.ofMillis(SERVICE_MILLIS - 1).toNanos());
            });
            assertThat(door.take()).isEmpty();
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get();
        }
    }
}
