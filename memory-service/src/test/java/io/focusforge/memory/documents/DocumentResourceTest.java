package io.focusforge.memory.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.focusforge.common.call.Service;
import io.focusforge.common.call.ServicesConfig;
import io.focusforge.memory.testing.OnRealServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnRealServers
class DocumentResourceTest {
    @Inject
    ServicesConfig services;

    private Uploader uploader;

    @BeforeEach
    void arrive() {
        uploader = Uploader.fresh(services.of(Service.WORKER).url().toString());
    }

    private static void assertUnknown(ValidatableResponse answer) {
        answer.statusCode(404).body("code", equalTo("not_found"));
    }

    @Test
    void keepsAnUploadAndAsksTheWorkerForIt() {
        var answer = uploader.form("Plan for Q3.md", "# Plan\n\nShip it.")
                .multiPart("collection", "plans")
                .multiPart("metadata", "{\"year\": 2026, \"draft\": true}")
                .post(Uploader.DOCUMENTS)
                .then()
                .statusCode(202);
        var id = answer.extract().<String>path("id");
        answer.header("Location", equalTo(Uploader.DOCUMENTS + "/" + id));

        uploader.get(id)
                .body("title", equalTo("Plan for Q3.md"))
                .body("mediaType", equalTo("text/markdown"))
                .body("bytes", equalTo(16))
                .body("collection", equalTo("plans"))
                .body("metadata.year", equalTo(2026))
                .body("shared", equalTo(false))
                .body("version", equalTo(1))
                .body("readyVersion", nullValue())
                .body("state", equalTo("QUEUED"))
                .body("stages.state", contains("QUEUED"));
        assertThat(uploader.get(id + "/content")
                        .header("Content-Disposition", "attachment")
                        .extract()
                        .asString())
                .isEqualTo("# Plan\n\nShip it.");

        var job = uploader.jobs(id, 1).getFirst();
        assertThat(job).containsEntry("type", "document.ingest").containsEntry("queue", "files");
        assertThat(job).containsEntry("payload", Map.of("documentId", id, "version", 1));
        uploader.get(id).body("queue.position", equalTo(2));
    }

    @Test
    void takesATextAsADocument() {
        uploader.json(Map.of("text", "The printer is on the second floor.\nAsk Kim.", "collection", "office"))
                .statusCode(202)
                .body("title", equalTo("The printer is on the second floor."))
                .body("mediaType", equalTo("text/markdown"));
    }

    @Test
    void answersTheSameFileWithTheSameDocument() {
        var id = uploader.uploaded("a.txt", "the same");
        uploader.upload("b.txt", "the same")
                .statusCode(200)
                .body("id", equalTo(id))
                .body("title", equalTo("a.txt"));
        uploader.jobs(id, 1);
        uploader.form("a.txt", "the same")
                .multiPart("collection", "elsewhere")
                .post(Uploader.DOCUMENTS)
                .then()
                .statusCode(202);
        uploader.colleague().upload("a.txt", "the same").statusCode(202);
    }

    @Test
    void makesOneDocumentOfTheSameFileSentTwiceAtOnce() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var uploads = IntStream.range(0, 6)
                    .mapToObj(i -> threads.submit(
                            () -> uploader.upload("a.txt", "at once").extract()))
                    .toList();
            var ids = new HashSet<String>();
            var taken = 0;
            for (var upload : uploads) {
                taken += upload.get().statusCode() == 202 ? 1 : 0;
                ids.add(upload.get().path("id"));
            }
            assertThat(taken).isEqualTo(1);
            assertThat(ids).hasSize(1);
        }
    }

    @Test
    void replacesADocumentByItsNextVersionOnceThatIsReady() {
        var id = keyed("one").statusCode(202).extract().<String>path("id");
        uploader.ingests(id, 1);
        keyed("two").statusCode(202).body("id", equalTo(id)).body("version", equalTo(2));
        keyed("two").statusCode(200);
        uploader.get(id).body("readyVersion", equalTo(1)).body("state", equalTo("QUEUED"));
        assertThat(uploader.tells(id, 1, "EMBEDDING", 50)).isTrue();

        uploader.ingests(id, 2);
        uploader.get(id).body("readyVersion", equalTo(2)).body("state", equalTo("READY"));
        assertThat(uploader.get(id + "/content").extract().asString()).isEqualTo("two");
    }

    private ValidatableResponse keyed(String content) {
        return uploader.form("handbook.txt", content)
                .multiPart("key", "handbook")
                .post(Uploader.DOCUMENTS)
                .then();
    }

    @Test
    void givesTheFirstAnswerAgainUnderTheSameKey() {
        var first = keyed("7f1c", "first").statusCode(202).header("Idempotency-Replayed", nullValue());
        var id = first.extract().<String>path("id");
        keyed("7f1c", "first")
                .statusCode(202)
                .header("Idempotency-Replayed", "true")
                .body("id", equalTo(id));
        keyed("7f1c", "other").statusCode(422).body("code", equalTo("idempotency_key_reused"));
        uploader.jobs(id, 1);
    }

    private ValidatableResponse keyed(String idempotencyKey, String content) {
        return uploader.form("a.txt", content)
                .header("Idempotency-Key", idempotencyKey)
                .post(Uploader.DOCUMENTS)
                .then();
    }

    @Test
    void saysHowManyChunksAreThereToAWorkerThatTakesOver() {
        var id = uploader.uploaded("long.txt", "long");
        assertThat(uploader.work(id, 1).getInt("stored")).isZero();
        uploader.tells(id, 1, "EMBEDDING", 10);
        assertThat(uploader.stores(id, 1, 0, 64)).isFalse();
        assertThat(uploader.stores(id, 1, 64, 3)).isFalse();
        assertThat(uploader.work(id, 1).getInt("stored")).isEqualTo(67);
        assertThat(uploader.work(id, 2).getBoolean("cancelled")).isTrue();
    }

    @Test
    void stopsTheWorkerOfACancelledDocumentAndStartsAnotherOnRetry() {
        var id = uploader.uploaded("long.txt", "very long");
        uploader.jobs(id, 1);
        uploader.tells(id, 1, "EMBEDDING", 30);
        uploader.post(id + "/retry").statusCode(409).body("code", equalTo("conflict"));
        uploader.post(id + "/cancel").statusCode(200).body("state", equalTo("CANCELLED"));

        assertThat(uploader.stores(id, 1, 0, 1)).isTrue();
        assertThat(uploader.tells(id, 1, "READY", 100)).isTrue();
        await().until(() -> uploader.jobs(id, 1).getFirst().get("state").equals("cancelled"));
        uploader.post(id + "/cancel").statusCode(409);

        uploader.post(id + "/retry").statusCode(200).body("state", equalTo("QUEUED"));
        uploader.jobs(id, 2);
        uploader.ingests(id, 1);
        uploader.get(id).body("state", equalTo("READY")).body("percent", equalTo(100));
    }

    @Test
    void saysWhyADocumentHasFailed() {
        var id = uploader.uploaded("odd.txt", "odd");
        uploader.tells(id, Map.of("version", 1, "state", "FAILED", "percent", 5, "reason", "It is protected."));
        uploader.get(id).body("state", equalTo("FAILED")).body("reason", equalTo("It is protected."));
        uploader.post(id + "/retry").statusCode(200).body("reason", nullValue());
    }

    @Test
    void findsADeletedDocumentNoMoreAndTakesTheSameFileAnew() {
        var id = uploader.uploaded("gone.txt", "soon gone");
        uploader.jobs(id, 1);
        uploader.stores(id, 1, 0, 2);
        uploader.request().delete(Uploader.DOCUMENTS + "/" + id).then().statusCode(204);

        assertUnknown(uploader.get(id));
        assertUnknown(uploader.get(id + "/content"));
        assertThat(uploader.work(id, 1).getBoolean("cancelled")).isTrue();
        assertThat(uploader.stores(id, 1, 2, 1)).isTrue();
        uploader.upload("gone.txt", "soon gone").statusCode(202);
    }

    @Test
    void showsSharedDocumentsToColleaguesAndPrivateOnesToNobodyElse() {
        var hidden = uploader.uploaded("private.txt", "mine");
        var shared = uploader.form("shared.txt", "ours")
                .multiPart("shared", "true")
                .post(Uploader.DOCUMENTS)
                .then()
                .statusCode(202)
                .extract()
                .<String>path("id");
        var colleague = uploader.colleague();
        assertUnknown(colleague.get(hidden));
        colleague.get(shared).statusCode(200);
        colleague.get("?limit=10").body("items.id", contains(shared));
        colleague.request().delete(Uploader.DOCUMENTS + "/" + shared).then().statusCode(403);
        uploader.get("?limit=10").body("items.id", contains(shared, hidden));
    }

    @Test
    void hidesEverythingFromOtherTenants() {
        var id = uploader.form("shared.txt", "ours")
                .multiPart("shared", "true")
                .post(Uploader.DOCUMENTS)
                .then()
                .extract()
                .<String>path("id");
        var stranger = Uploader.fresh(uploader.workerUrl());
        assertUnknown(stranger.get(id));
        assertUnknown(stranger.get(id + "/content"));
        assertUnknown(stranger.get(id + "/events"));
        assertUnknown(stranger.post(id + "/cancel"));
        assertUnknown(stranger.post(id + "/retry"));
        assertUnknown(stranger.request().delete(Uploader.DOCUMENTS + "/" + id).then());
        assertUnknown(stranger.get("no-uuid"));
        assertThat(stranger.tells(id, 1, "READY", 100)).isTrue();
        uploader.get(id).body("state", equalTo("QUEUED"));
    }

    @Test
    void listsNewestFirstInPages() {
        var first = uploader.uploaded("1.txt", "1");
        var second = uploader.uploaded("2.txt", "2");
        var third = uploader.json(Map.of("text", "3", "collection", "other"))
                .extract()
                .<String>path("id");
        var page = uploader.get("?limit=2").body("items.id", contains(third, second));
        var cursor = page.extract().<String>path("nextCursor");
        uploader.get("?limit=2&cursor=" + cursor)
                .body("items.id", contains(first))
                .body("nextCursor", nullValue());
        uploader.get("?collection=other").body("items.id", contains(third));
        uploader.post(second + "/cancel");
        uploader.get("?state=CANCELLED").body("items.id", contains(second));
        uploader.get("?state=GONE").statusCode(400);
    }
}
