package io.focusforge.memory.sources;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Somebody's pages, which have tags, and notes what was asked for. */
final class Site implements AutoCloseable {
    private final Map<String, String> pages = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    Site() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String url(String path) {
        return "http://localhost:%d%s".formatted(server.getAddress().getPort(), path);
    }

    Site put(String path, String content) {
        pages.put(path, content);
        return this;
    }

    void remove(String path) {
        pages.remove(path);
    }

    /** What was asked for since this was called last, as {@code path status}. */
    List<String> asked() {
        var since = List.copyOf(asked);
        asked.clear();
        return since;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var page = pages.get(path);
            var tag = "\"" + (page == null ? 0 : page.hashCode()) + "\"";
            var known = tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
            var status = page == null ? 404 : known ? 304 : 200;
            asked.add(path + " " + status);
            exchange.getResponseHeaders().set("ETag", tag);
            var body = status == 200 ? page.getBytes(StandardCharsets.UTF_8) : new byte[0];
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
