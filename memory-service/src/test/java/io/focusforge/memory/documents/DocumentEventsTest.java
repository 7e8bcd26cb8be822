package io.focusforge.memory.documents;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.focusforge.common.call.Service;
import io.focusforge.common.call.ServicesConfig;
import io.focusforge.memory.testing.EventStream;
import io.focusforge.memory.testing.OnRealServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What everybody is told of documents. */
@QuarkusTest
@OnRealServers
class DocumentEventsTest {
    private static final String SECRET = "swordfish";

    @Inject
    ServicesConfig services;

    @Inject
    EventStream stream;

    private Uploader uploader;

    @BeforeEach
    void arrive() {
        uploader = Uploader.fresh(services.of(Service.WORKER).url().toString());
    }

    private List<String> told() {
        return stream.of(uploader.tenant()).stream()
                .map(event -> event.getString("type").replace("io.focusforge.document.", "") + " "
                        + event.getInt("data.version"))
                .toList();
    }

    private String jobs() {
        return given().get(uploader.workerUrl() + "/jobs").asString();
    }

    @Test
    void tellsWhatBecomesOfADocumentAndNotWhatItSays() {
        var id = uploader.form(SECRET + ".txt", SECRET)
                .multiPart("key", SECRET)
                .post(Uploader.DOCUMENTS)
                .then()
                .extract()
                .<String>path("id");
        uploader.ingests(id, 1);
        uploader.form("b.txt", SECRET + " anew").multiPart("key", SECRET).post(Uploader.DOCUMENTS);
        uploader.tells(id, Map.of("version", 2, "state", "FAILED", "percent", 0, "reason", SECRET));
        uploader.post(id + "/retry").statusCode(200);
        uploader.post(id + "/cancel").statusCode(200);
        uploader.request().delete(Uploader.DOCUMENTS + "/" + id).then().statusCode(204);

        await().untilAsserted(() -> assertThat(told())
                .containsExactly(
                        "queued.v1 1",
                        "ready.v1 1",
                        "queued.v1 2",
                        "failed.v1 2",
                        "queued.v1 2",
                        "cancelled.v1 2",
                        "deleted.v1 2"));
        var events = stream.of(uploader.tenant());
        assertThat(events).allSatisfy(event -> {
            assertThat(event.getString("subject")).isEqualTo(id);
            assertThat(event.getString("data.documentId")).isEqualTo(id);
            assertThat(event.getString("data.userId")).isEqualTo(uploader.user().toString());
        });
        assertThat(events.stream().map(event -> event.getInt("data.step")))
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(events.stream().map(JsonPath::prettify)).noneMatch(event -> event.contains(SECRET));
    }

    @Test
    void asksTheWorkerForWebhooks() {
        var id = uploader.uploaded("a.txt", "for a webhook");
        var event =
                "find { it.tenantId == '%s' && it.type == 'webhook.publish' }.payload.events.find { it.data.documentId == '%s' }"
                        .formatted(uploader.tenant(), id);
        await().until(() -> JsonPath.from(jobs()).get(event) != null);
        var told = JsonPath.from(jobs());
        assertThat(told.getString(event + ".type")).isEqualTo("document.queued.v1");
        assertThat(told.getString(event + ".userId")).isEqualTo(uploader.user().toString());
    }

    @Test
    void saysNothingOfWhatHasNotHappened() {
        var id = uploader.uploaded("a.txt", "the same");
        uploader.upload("a.txt", "the same").statusCode(200);
        uploader.tells(id, 1, "EMBEDDING", 10);
        uploader.tells(id, 1, "EMBEDDING", 50);
        uploader.request().delete(Uploader.DOCUMENTS + "/" + id).then().statusCode(204);
        await().untilAsserted(() -> assertThat(told()).contains("deleted.v1 1"));
        assertThat(told()).containsExactly("queued.v1 1", "deleted.v1 1");
    }
}
