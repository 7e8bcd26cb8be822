package io.focusforge.memory.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.common.identity.Scopes;
import io.focusforge.local.testing.TestTokens;
import io.focusforge.memory.testing.Client;
import io.focusforge.memory.testing.OnRealServers;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An export is no further than its reader, whatever there is to tell: what it has not asked for yet takes no memory. */
@QuarkusTest
@OnRealServers
class SlowReaderTest {
    /** Of some ten kilobytes each: fifteen megabytes do not fit into the buffers of a connection. */
    private static final int MEMORIES = 1_500;

    private static final int BUFFER = 64 * 1024;

    private final Client client = Client.fresh();

    @TestHTTPResource("/api/v1/memories/export")
    URI export;

    // Whoever ran ahead of the reader would have come to the end in the time of another export.
    @Test
    void whatIsAddedWhileNobodyReadsIsAtItsEnd() throws IOException {
        fill();
        try (var socket = new Socket()) {
            socket.setReceiveBufferSize(BUFFER);
            socket.connect(new InetSocketAddress(export.getHost(), export.getPort()));
            socket.getOutputStream().write(request().getBytes(StandardCharsets.US_ASCII));
            var lines =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8), BUFFER);
            assertThat(lines.readLine()).contains("200");
            assertThat(send(HttpRequest.newBuilder(export))).endsWith("{\"count\":%d}\n".formatted(MEMORIES));
            client.remember("The newest of all");

            var rest = lines.lines().toList();
            assertThat(rest.getLast()).isEqualTo("{\"count\":%d}".formatted(MEMORIES + 1));
            assertThat(rest.get(rest.size() - 2)).contains("The newest of all");
        }
    }

    private String request() {
        return "GET %s HTTP/1.0\r\nAuthorization: %s\r\n\r\n"
                .formatted(export.getPath(), TestTokens.bearer(client.tenant(), client.user(), Scopes.MEMORIES_READ));
    }

    private void fill() {
        var metadata = IntStream.range(0, 10)
                .mapToObj(key -> "\"k%d\":\"%s\"".formatted(key, "m".repeat(990)))
                .collect(Collectors.joining(","));
        var lines = IntStream.range(0, MEMORIES)
                .mapToObj(number -> "{\"id\":\"%s\",\"text\":\"The key hangs on the hook\",\"metadata\":{%s}}"
                        .formatted(UUID.randomUUID(), metadata))
                .collect(Collectors.joining("\n"));
        var answer = send(HttpRequest.newBuilder(export.resolve("import"))
                .header("Content-Type", ExportResource.NDJSON)
                .POST(BodyPublishers.ofString(lines)));
        assertThat(answer).contains("\"imported\"");
    }

    private String send(HttpRequest.Builder request) {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request.header("Authorization", token()).build(), BodyHandlers.ofString())
                    .body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String token() {
        return TestTokens.bearer(client.tenant(), client.user(), Scopes.MEMORIES_WRITE);
    }
}
