package io.focusforge.ai.testing;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A provider that says exactly the bytes that a test wants, which need not be HTTP. */
public final class RawProvider {
    private final Vertx vertx = Vertx.vertx();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final NetServer server;

    /** @param answer writes to the socket, once for each request */
    public RawProvider(Consumer<Exchange> answer) throws Exception {
        server = vertx.createNetServer()
                .connectHandler(socket -> {
                    var request = Buffer.buffer();
                    socket.exceptionHandler(e -> socket.close());
                    socket.handler(bytes -> {
                        request.appendBuffer(bytes);
                        if (isWhole(request)) {
                            asked.add(request.toString());
                            answer.accept(new Exchange(request.toString(), socket));
                        }
                    });
                })
                .listen(0, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    /** What was asked, head and body, and where the answer goes. */
    public record Exchange(String request, NetSocket socket) {
        public String line() {
            return request.lines().findFirst().orElse("");
        }

        public String body() {
            return request.substring(request.indexOf("\r\n\r\n") + 4);
        }

        public void say(String bytes) {
            socket.write(bytes).onComplete(written -> socket.close());
        }

        public void say(int status, String type, String body) {
            var bytes = Buffer.buffer(body);
            socket.write(Buffer.buffer(
                                    "HTTP/1.1 %d Said\r\nContent-Type: %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
                                            .formatted(status, type, bytes.length()))
                            .appendBuffer(bytes))
                    .onComplete(written -> socket.close());
        }
    }

    public String url() {
        return "http://localhost:" + server.actualPort();
    }

    public int port() {
        return server.actualPort();
    }

    public List<String> asked() {
        return asked;
    }

    public void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private static boolean isWhole(Buffer request) {
        var text = request.toString();
        var head = text.indexOf("\r\n\r\n");
        if (head < 0) {
            return false;
        }
        var length = text.substring(0, head)
                .toLowerCase(java.util.Locale.ROOT)
                .lines()
                .filter(line -> line.startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(
                        line.substring("content-length:".length()).strip()))
                .findFirst()
                .orElse(0);
        return request.length() >= Buffer.buffer(text.substring(0, head)).length() + 4 + length;
    }
}
