package io.focusforge.gateway.testing;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A real HTTP server that answers in the place of a service: the last segment of a path says how. Tests steer it and look into it
 * under {@code /control}.
 */
final class FakeService {
    private final String name;
    private final HttpServer server;
    private final Queue<HttpServerResponse> streams = new ConcurrentLinkedQueue<>();
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong cancelled = new AtomicLong();

    FakeService(Vertx vertx, String name) throws Exception {
        this.name = name;
        this.server = vertx.createHttpServer(new HttpServerOptions().setTcpNoDelay(true))
                .requestHandler(this::answer)
                .listen(0, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .get();
    }

    String url() {
        return "http://localhost:" + server.actualPort();
    }

    private void answer(HttpServerRequest request) {
        var path = request.path();
        if (path.startsWith("/control/")) {
            control(request, path);
            return;
        }
        if (path.startsWith("/q/")) {
            Management.answer(name, request);
            return;
        }
        requests.incrementAndGet();
        switch (path.substring(path.lastIndexOf('/') + 1)) {
            case "upload", "payloads" -> upload(request);
            case "events" -> events(request);
            case "never" -> request.response().closeHandler(closed -> cancelled.incrementAndGet());
            case "die" -> die(request, "ten bytes.");
            case "die-early" -> die(request, "");
            case "hang-up" -> request.connection().close();
            case "limited" ->
                request.response()
                        .putHeader("x-ratelimit-limit-tokens", "1000")
                        .putHeader("x-ratelimit-remaining-tokens", "990")
                        .putHeader("x-ratelimit-reset-tokens", "1m1s")
                        .end();
            case "hop" -> hop(request);
            case "large" -> large(request);
            case "lines" -> lines(request);
            case "nothing" -> request.response().setStatusCode(204).end();
            default -> echo(request);
        }
    }

    private void control(HttpServerRequest request, String path) {
        switch (path) {
            case "/control/next" -> streams.forEach(stream -> stream.write("data: next\n\n"));
            case "/control/end" -> {
                streams.forEach(HttpServerResponse::end);
                streams.clear();
            }
            default -> {}
        }
        request.response()
                .end(new JsonObject()
                        .put("received", received.get())
                        .put("requests", requests.get())
                        .put("cancelled", cancelled.get())
                        .encode());
    }

    private void echo(HttpServerRequest request) {
        if (request.method() == HttpMethod.HEAD) {
            request.response().putHeader("content-length", "42").end();
            return;
        }
        request.bodyHandler(body -> {
            var headers = new JsonObject();
            request.headers().forEach((header, value) -> headers.put(header.toLowerCase(java.util.Locale.ROOT), value));
            request.response()
                    .putHeader("content-type", "application/json")
                    .putHeader("idempotency-replayed", "true")
                    .end(new JsonObject()
                            .put("service", name)
                            .put("method", request.method().name())
                            .put("uri", request.uri())
                            .put("headers", headers)
                            .put("body", body.toString())
                            .encode());
        });
    }

    private void upload(HttpServerRequest request) {
        received.set(0);
        request.handler(data -> received.addAndGet(data.length()));
        request.endHandler(end -> request.response().end(Long.toString(received.get())));
    }

    private void events(HttpServerRequest request) {
        var response = request.response().setChunked(true).putHeader("content-type", "text/event-stream");
        response.closeHandler(closed -> {
            if (streams.remove(response)) {
                cancelled.incrementAndGet();
            }
        });
        streams.add(response);
        response.write("data: first\n\n");
    }

    private static void die(HttpServerRequest request, String before) {
        request.response().putHeader("content-length", "100").write(before).onComplete(written -> request.connection()
                .close());
    }

    private void hop(HttpServerRequest request) {
        request.response()
                .setStatusCode(201)
                .putHeader("connection", "x-hop")
                .putHeader("x-hop", "1")
                .putHeader("keep-alive", "timeout=5")
                .putHeader("server", "fake/1.0")
                .putHeader("x-powered-by", "fake")
                .putHeader("etag", "\"7\"")
                .putHeader("location", url() + "/api/v1/tasks/7")
                .end();
    }

    private static void large(HttpServerRequest request) {
        request.response().end(Buffer.buffer(new byte[5_000_000]));
    }

    /** Three, which take longer than an answer may. */
    private static void lines(HttpServerRequest request) {
        var response = request.response().setChunked(true).putHeader("content-type", "application/x-ndjson");
        var vertx = Vertx.currentContext().owner();
        var left = new AtomicInteger(3);
        vertx.setPeriodic(900, timer -> {
            response.write("{}\n");
            if (left.decrementAndGet() == 0) {
                vertx.cancelTimer(timer);
                response.end();
            }
        });
    }
}
