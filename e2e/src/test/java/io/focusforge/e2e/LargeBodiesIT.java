package io.focusforge.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Bodies that are larger than the heap of the services they pass, which is 128 MB each: a service that held one would run out of memory, and
 * end.
 */
class LargeBodiesIT {
    private static final int MEGABYTE = 1 << 20;
    private static final long LARGEST = 100L * MEGABYTE;
    private static final String BOUNDARY = "b";

    private final Client client = Stacks.withRules().newTenant();
    private Object processes;

    @BeforeEach
    void look() {
        Stacks.awaitReady();
        processes = Stacks.processes();
    }

    @AfterEach
    void noServiceHasEnded() {
        assertThat(Stacks.processes()).isEqualTo(processes);
    }

    @Test
    void takesFilesOfAHundredMegabytes() throws IOException {
        var first = upload(LARGEST, 'a');
        var second = upload(LARGEST, 'b');
        var ids = Stream.of(first.join(), second.join())
                .map(answer -> {
                    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
                    return answer.headers().firstValue("Location").orElseThrow();
                })
                .toList();
        for (var id : ids) {
            assertThat(download(id + "/content")).isEqualTo(LARGEST);
            client.request().delete(id).then().statusCode(204);
        }
        assertThat(incoming()).isEmpty();
    }

    @Test
    void refusesAByteMoreAndKeepsNothingOfIt() throws IOException {
        var answer = upload(LARGEST + 1, 'a').join();
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("payload_too_large");
        client.get("/api/v1/documents").body("items", empty());
        assertThat(incoming()).isEmpty();
    }

    /** What cannot be read, so that nobody goes on with it for long. */
    private CompletableFuture<HttpResponse<String>> upload(long bytes, char filling) {
        var head = "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"large.pdf\"\r\n\r\n"
                .formatted(BOUNDARY);
        var beginning = "%PDF-1.7\n" + filling;
        var rest = bytes - beginning.length();
        var filled = String.valueOf(filling).repeat(MEGABYTE).getBytes(UTF_8);
        var parts = List.<InputStream>of(
                new ByteArrayInputStream((head + beginning).getBytes(UTF_8)),
                new Bytes(rest / MEGABYTE, part -> filled),
                new ByteArrayInputStream(filled, 0, (int) (rest % MEGABYTE)),
                new ByteArrayInputStream("\r\n--%s--\r\n".formatted(BOUNDARY).getBytes(UTF_8)));
        return send(request("/api/v1/documents")
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.ofInputStream(() -> new SequenceInputStream(Collections.enumeration(parts)))));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(client.url()).resolve(path))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Authorization", "Bearer " + client.key());
    }

    private static CompletableFuture<HttpResponse<String>> send(HttpRequest.Builder request) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try (var http = HttpClient.newHttpClient()) {
                        return http.send(request.build(), BodyHandlers.ofString());
                    } catch (IOException | InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                },
                Thread::startVirtualThread);
    }

    private long download(String path) throws IOException {
        try (var http = HttpClient.newHttpClient();
                var body = http.send(request(path).GET().build(), BodyHandlers.ofInputStream())
                        .body()) {
            return body.transferTo(java.io.OutputStream.nullOutputStream());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> incoming() throws IOException {
        try (var files = Files.list(Stacks.files().resolve("uploads"))) {
            return files.map(file -> file.getFileName().toString().toLowerCase(Locale.ROOT))
                    .toList();
        }
    }
}
