package io.focusforge.memory.documents;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.focusforge.common.call.Service;
import io.focusforge.common.call.ServicesConfig;
import io.focusforge.common.erasure.DataSubject;
import io.focusforge.common.identity.Scopes;
import io.focusforge.local.testing.TestTokens;
import io.focusforge.memory.testing.MovableClock;
import io.focusforge.memory.testing.OnRealServers;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What crashes leave, and what becomes of it. */
@QuarkusTest
@OnRealServers
class LeftoversTest {
    private static final Path DIRECTORY = Path.of("target", "documents");

    @Inject
    ServicesConfig services;

    @Inject
    Shelf shelf;

    @Inject
    Sweeper sweeper;

    @Inject
    QuietDocuments quiet;

    @Inject
    MovableClock clock;

    private Uploader uploader;

    @BeforeEach
    void arrive() {
        uploader = Uploader.fresh(services.of(Service.WORKER).url().toString());
    }

    @AfterEach
    void turnBack() {
        clock.reset();
    }

    private Path file(StoredFile stored) {
        return DIRECTORY
                .resolve("objects")
                .resolve(stored.key(uploader.tenant()).path());
    }

    private StoredFile withoutItsDocument() throws IOException {
        var file = Files.writeString(Files.createTempFile("orphan", ".txt"), "nobody's");
        try (var arrival = Arrival.of(file, "file", new MediaTypes.Name("orphan.txt", null))) {
            return shelf.put(new DataSubject(uploader.tenant(), uploader.user()), arrival);
        }
    }

    @Test
    void removesAFileWhoseDocumentNeverCame() throws IOException {
        var orphan = withoutItsDocument();
        var kept = uploader.uploaded("kept.txt", "somebody's");
        sweeper.sweep();
        assertThat(file(orphan)).exists();

        clock.moveBy(Duration.ofMinutes(61));
        sweeper.sweep();
        assertThat(file(orphan)).doesNotExist();
        clock.moveBy(Duration.ofDays(30));
        sweeper.sweep();
        uploader.get(kept + "/content").statusCode(200);
    }

    @Test
    void removesTheFileOfAVersionThatWasReplaced() throws IOException {
        var objects = DIRECTORY.resolve("objects/documents/tenant=" + uploader.tenant());
        for (var content : new String[] {"one", "two"}) {
            uploader.form("a.txt", content)
                    .multiPart("key", "a")
                    .post(Uploader.DOCUMENTS)
                    .then()
                    .statusCode(202);
        }
        assertThat(Files.list(objects)).hasSize(2);
        clock.moveBy(Duration.ofMinutes(61));
        sweeper.sweep();
        assertThat(Files.list(objects)).hasSize(1);
    }

    @Test
    void removesAtOnceWhatAPersonHasLeftWhoIsErased() throws IOException {
        var objects = DIRECTORY.resolve("objects/documents/tenant=" + uploader.tenant());
        for (var content : new String[] {"one", "two"}) {
            uploader.form("a.txt", content)
                    .multiPart("key", "a")
                    .post(Uploader.DOCUMENTS)
                    .then()
                    .statusCode(202);
        }
        var orphan = withoutItsDocument();
        assertThat(file(orphan)).exists();
        assertThat(Files.list(objects)).hasSize(3);

        given().header(
                        "Authorization",
                        TestTokens.bearerFrom("memory", uploader.tenant(), new UUID(0, 0), Scopes.INTERNAL))
                .post("/internal/subjects/" + uploader.user() + "/erasure")
                .then()
                .statusCode(200)
                .body("erased.documents", equalTo(1))
                .body("erased.files", equalTo(2));
        assertThat(Files.list(objects)).isEmpty();
    }

    @Test
    void removesHalfUploads() throws IOException {
        var half = Files.createTempFile(Files.createDirectories(DIRECTORY.resolve("spool")), "upload-", ".part");
        sweeper.sweep();
        assertThat(half).exists();
        clock.moveBy(Duration.ofMinutes(61));
        sweeper.sweep();
        assertThat(half).doesNotExist();
    }

    @Test
    void saysThatADocumentHasFailedWhoseJobDiedWithoutAWord() {
        var id = uploader.uploaded("a.txt", "deadly");
        uploader.jobs(id, 1);
        uploader.tells(id, 1, "EXTRACTING", 0);
        clock.moveBy(Duration.ofMinutes(3));
        quiet.ask();
        uploader.get(id).body("state", equalTo("EXTRACTING"));
        uploader.jobBecomes(id, "dead");
        clock.moveBy(Duration.ofMinutes(3));
        quiet.ask();
        uploader.get(id).body("state", equalTo("FAILED")).body("reason", containsString("gave up"));
    }
}
