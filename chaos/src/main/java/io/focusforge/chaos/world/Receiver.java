package io.focusforge.chaos.world;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.focusforge.chaos.history.Event;
import io.focusforge.local.server.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Where the jobs' work arrives: an HTTP server outside of the product, which reports everything that it is sent and recognises nothing. The payload
 * says how long it takes to answer, and whether it refuses for now.
 */
public final class Receiver implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BUSY = 503;
    private static final int TAKEN = 204;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Consumer<Event> report;

    public Receiver(Consumer<Event> report) {
        this.report = report;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::receive);
        server.start();
    }

    public String url() {
        return "http://%s:%d/".formatted(Ports.HOST, server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            var at = Event.now();
            var job = exchange.getRequestHeaders().getFirst("webhook-id");
            var data = JSON.readTree(exchange.getRequestBody()).path("data");
            var busy = data.path("refusals").asDouble() > Math.random();
            report.accept(new Event.Delivered(at, job, data.path("item").asLong(), busy ? BUSY : TAKEN));
            Wait.pause(Duration.ofMillis(data.path("takes").asLong()));
            exchange.sendResponseHeaders(busy ? BUSY : TAKEN, -1);
        }
    }
}
