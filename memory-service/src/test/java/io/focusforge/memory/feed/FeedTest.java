package io.focusforge.memory.feed;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.focusforge.local.testing.TestTokens;
import io.focusforge.memory.testing.Client;
import io.focusforge.memory.testing.MovableClock;
import io.focusforge.memory.testing.OnRealServers;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Changes of memories and documents, as they happen and afterwards. */
@QuarkusTest
@OnRealServers
class FeedTest {
    private static final String PATH = "/api/v1/memories/events";
    private static final String SECRET = "The alarm code is swordfish";
    private static final String[] BOTH = {"memories:write", "memories:read", "documents:write", "documents:read"};

    private final Client client = Client.fresh();
    private final List<HttpClient> open = new CopyOnWriteArrayList<>();

    @Inject
    MovableClock clock;

    @TestHTTPResource(PATH)
    URI feed;

    @AfterEach
    void end() {
        clock.reset();
        open.forEach(HttpClient::shutdownNow);
    }

    /** A stream from its beginning on. */
    private final class Stream {
        private final List<String> lines = new CopyOnWriteArrayList<>();

        Stream(String query, String last) {
            var http = HttpClient.newHttpClient();
            open.add(http);
            var request = HttpRequest.newBuilder(URI.create(feed + query))
                    .header("Authorization", TestTokens.bearer(client.tenant(), client.user(), BOTH))
                    .header("Last-Event-ID", last)
                    .build();
            Thread.ofVirtual().start(() -> {
                try {
                    http.send(request, HttpResponse.BodyHandlers.ofLines())
                            .body()
                            .forEach(lines::add);
                } catch (Exception e) {
                    lines.add(e.toString());
                }
            });
            await().until(() -> !of("id").isEmpty());
        }

        List<String> of(String field) {
            return lines.stream()
                    .filter(line -> line.startsWith(field + ": "))
                    .map(line -> line.substring(field.length() + 2))
                    .toList();
        }

        void awaitTypes(String... types) {
            await().untilAsserted(() -> assertThat(of("event").stream()
                            .map(type -> type.replace("io.focusforge.", "").replace(".v1", ""))
                            .toList())
                    .containsExactly(types));
        }
    }

    private void update(String id) {
        client.request()
                .contentType("application/json")
                .header("If-Match", "*")
                .body("{\"text\": \"The code has changed\"}")
                .put(Client.MEMORIES + "/" + id)
                .then()
                .statusCode(200);
    }

    private String document() {
        return given().header("Authorization", TestTokens.bearer(client.tenant(), client.user(), BOTH))
                .contentType("application/json")
                .body("{\"text\": \"" + SECRET + "\"}")
                .post("/api/v1/documents")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
    }

    @Test
    void tellsWhatHappensInOrderAndGoesOnBehindTheLastId() {
        var stream = new Stream("", "");
        var id = client.remember(SECRET);
        stream.awaitTypes("memory.created");
        update(id);
        stream.awaitTypes("memory.created", "memory.updated");
        client.request().delete(Client.MEMORIES + "/" + id).then().statusCode(204);
        stream.awaitTypes("memory.created", "memory.updated", "memory.deleted");
        assertThat(stream.of("data"))
                .allSatisfy(data ->
                        assertThat(data).contains("\"subject\":\"" + id + "\"").doesNotContain("swordfish"));

        var mark = stream.of("id").getFirst();
        var first = stream.of("id").get(1);
        new Stream("", mark).awaitTypes("memory.created", "memory.updated", "memory.deleted");
        new Stream("?cursor=" + mark, first).awaitTypes("memory.updated", "memory.deleted");
    }

    @Test
    void tellsOfTheCallersOwnMemoriesAndDocumentsAndOnlyWhatIsAskedFor() {
        var all = new Stream("", "");
        var documents = new Stream("?type=document.*", "");
        client.colleague().remember("Of somebody else");
        var first = client.remember("One");
        all.awaitTypes("memory.created");
        var created = new Stream("?type=memory.created.v1,memory.deleted.v1&subject=" + first, "");
        document();
        all.awaitTypes("memory.created", "document.queued");
        client.remember("Two, of another kind");
        update(first);
        client.request().delete(Client.MEMORIES + "/" + first).then().statusCode(204);

        documents.awaitTypes("document.queued");
        created.awaitTypes("memory.deleted");
        assertThat(created.of("data").getFirst()).contains(first);
    }

    @Test
    void refusesWhatItCannotGive() {
        var mark = new Stream("", "").of("id").getFirst();
        get("?type=task.*", "memories:read").statusCode(400).body("violations[0].field", equalTo("type"));
        get("?subject=me", "memories:read").statusCode(400).body("violations[0].field", equalTo("subject"));
        get("?type=document.*", "memories:read").statusCode(403);
        get("", "documents:read").statusCode(403);
        get("?cursor=" + mark + "&type=memory.*", BOTH).statusCode(400).body("code", equalTo("invalid_cursor"));
        get("?cursor=none", BOTH).statusCode(400).body("code", equalTo("invalid_cursor"));
        clock.moveBy(Duration.ofDays(8));
        get("?cursor=" + mark, BOTH).statusCode(410).body("code", equalTo("events_expired"));
    }

    private ValidatableResponse get(String query, String... scopes) {
        return given().header("Authorization", TestTokens.bearer(client.tenant(), client.user(), scopes))
                .get(PATH + query)
                .then();
    }
}
