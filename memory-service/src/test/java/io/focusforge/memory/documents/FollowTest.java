package io.focusforge.memory.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.focusforge.common.call.Service;
import io.focusforge.common.call.ServicesConfig;
import io.focusforge.common.identity.Scopes;
import io.focusforge.local.testing.TestTokens;
import io.focusforge.memory.testing.OnRealServers;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How far documents have come, as it happens. */
@QuarkusTest
@OnRealServers
class FollowTest {
    @Inject
    ServicesConfig services;

    @TestHTTPResource("/api/v1/documents/")
    URI documents;

    private Uploader uploader;

    @BeforeEach
    void arrive() {
        uploader = Uploader.fresh(services.of(Service.WORKER).url().toString());
    }

    /** Lines of a stream, until it ends. */
    private final class Stream {
        private final List<String> lines = new CopyOnWriteArrayList<>();
        private volatile boolean ended;

        Stream(String id, String last) {
            var request = HttpRequest.newBuilder(documents.resolve(id + "/events"))
                    .header(
                            "Authorization",
                            TestTokens.bearer(uploader.tenant(), uploader.user(), Scopes.DOCUMENTS_READ))
                    .header("Last-Event-ID", last)
                    .build();
            Thread.ofVirtual().start(() -> {
                try (var http = HttpClient.newHttpClient()) {
                    http.send(request, HttpResponse.BodyHandlers.ofLines())
                            .body()
                            .forEach(lines::add);
                } catch (Exception e) {
                    lines.add(e.toString());
                }
                ended = true;
            });
        }

        List<String> of(String field) {
            return lines.stream()
                    .filter(line -> line.startsWith(field + ": "))
                    .map(line -> line.substring(field.length() + 2))
                    .toList();
        }

        List<String> words() {
            return of("event").stream()
                    .map(name -> name.replaceAll("^io\\.focusforge\\.document\\.(.*)\\.v1$", "$1"))
                    .toList();
        }
    }

    @Test
    void tellsEachStageAndGoesOnBehindTheLastEvent() {
        var id = uploader.uploaded("a.txt", "follow me");
        var stream = new Stream(id, "");
        await().until(() -> stream.words().equals(List.of("queued")));
        uploader.tells(id, 1, "EXTRACTING", 0);
        uploader.tells(id, 1, "EMBEDDING", 10);
        await().until(() -> stream.words().contains("embedding"));
        uploader.tells(id, 1, "EMBEDDING", 55);
        await().until(() -> stream.words().contains("progress"));
        assertThat(stream.of("data").getLast()).contains("\"percent\":55", "\"state\":\"EMBEDDING\"");
        uploader.tells(id, 1, "READY", 100);

        await().until(() -> stream.ended);
        assertThat(stream.words()).containsExactly("queued", "extracting", "embedding", "progress", "ready");
        var ids = stream.of("id");
        var rest = new Stream(id, ids.get(1));
        await().until(() -> rest.ended);
        assertThat(rest.words()).containsExactly("embedding", "ready");
        assertThat(rest.of("id")).containsExactly(ids.get(2), ids.getLast());
        uploader.request()
                .header("Last-Event-ID", ids.getLast())
                .get(Uploader.DOCUMENTS + "/" + id + "/events")
                .then()
                .statusCode(204);
    }

    @Test
    void tellsWhyADocumentHasFailed() {
        var id = uploader.uploaded("a.txt", "fail me");
        uploader.tells(id, Map.of("version", 1, "state", "FAILED", "percent", 0, "reason", "It is odd."));
        var stream = new Stream(id, "");
        await().until(() -> stream.ended);
        assertThat(stream.words()).containsExactly("queued", "failed");
        assertThat(stream.of("data").getLast()).contains("\"reason\":\"It is odd.\"");
    }

    @Test
    void endsWithTheDocument() {
        var id = uploader.uploaded("a.txt", "delete me");
        var stream = new Stream(id, "");
        await().until(() -> !stream.words().isEmpty());
        uploader.request().delete(Uploader.DOCUMENTS + "/" + id).then().statusCode(204);
        await().until(() -> stream.ended);
    }

    @Test
    void refusesAnIdThatIsNone() {
        var id = uploader.uploaded("a.txt", "x");
        uploader.request()
                .header("Last-Event-ID", "yesterday")
                .get(Uploader.DOCUMENTS + "/" + id + "/events")
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid_cursor"));
    }
}
