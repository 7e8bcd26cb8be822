package io.focusforge.bench.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.focusforge.bench.measure.Figure;
import io.focusforge.bench.measure.ProcessTree;
import io.focusforge.bench.measure.Rounds;
import io.focusforge.local.server.Service;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExportTest {
    private static final int MEMORIES = 12_000;

    private final List<String> kept = Collections.synchronizedList(new ArrayList<>());
    private final Rounds rounds = new Rounds();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/memories/import", exchange -> {
            var lines = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            kept.addAll(lines.lines().toList());
            answer(exchange, "{\"refused\": 0}");
        });
        server.createContext(
                "/api/v1/memories/export",
                exchange -> answer(exchange, String.join("\n", kept) + "\n{\"count\": " + kept.size() + "}\n"));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void measure() throws Exception {
        var self = ProcessTree.of(ProcessHandle.current().pid());
        var url = "http://" + server.getAddress().getHostString() + ":"
                + server.getAddress().getPort();
        var place = new Export.Place(url, "key", Map.of(Service.MEMORY, self, Service.GATEWAY, self));
        new Export(place, MEMORIES, rounds, _ -> {}).measure();
    }

    @Test
    void saysHowFastItWasAndWhatWasHeld() throws Exception {
        measure();
        assertThat(kept).hasSize(MEMORIES);
        assertThat(rounds.figures())
                .extracting(Figure::name)
                .contains(
                        "memories a second, import",
                        "memories a second, export",
                        "memory.import_rss_mb",
                        "memory.export_rss_mb",
                        "memory.export_rss_mb, at the beginning",
                        "memory.export_rss_mb: gateway",
                        "memory.export_growth");
        assertThat(rounds.figures())
                .allSatisfy(figure -> assertThat(figure.value()).isPositive());
    }

    @Test
    void hasNoFigureWhenOneIsMissing() {
        kept.add("{\"text\": \"" + ExportedNumbers.text(1) + "\"}");
        assertThatThrownBy(this::measure).hasMessageContaining("1 of them twice");
    }
}
