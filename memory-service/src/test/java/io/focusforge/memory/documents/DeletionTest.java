package io.focusforge.memory.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.focusforge.common.call.Service;
import io.focusforge.common.call.ServicesConfig;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.local.testing.TestTokens;
import io.focusforge.memory.testing.OnRealServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Deletions of documents, step by step as the orchestrator's saga asks for it. */
@QuarkusTest
@OnRealServers
class DeletionTest {
    @Inject
    ServicesConfig services;

    @Inject
    TenantDatabase database;

    private Uploader uploader;

    @BeforeEach
    void arrive() {
        uploader = Uploader.fresh(services.of(Service.WORKER).url().toString());
    }

    private String ready() {
        var id = uploader.uploaded("a.txt", "soon gone");
        uploader.jobs(id, 1);
        uploader.ingests(id, 1);
        return id;
    }

    /** @return the deletion's id, which the job has that is to begin the saga */
    private String deleted(String document) {
        uploader.request().delete(Uploader.DOCUMENTS + "/" + document).then().statusCode(204);
        var job = uploader.jobs(document, 2).stream()
                .filter(one -> one.get("type").equals("document.delete"))
                .findFirst()
                .orElseThrow();
        var deletion = ((Map<?, ?>) job.get("payload")).get("deletionId").toString();
        assertThat(job.get("id")).isEqualTo(deletion);
        return deletion;
    }

    private ValidatableResponse step(String deletion, String name) {
        return RestAssured.given()
                .header("Authorization", TestTokens.bearer(uploader.tenant(), uploader.user(), Scopes.INTERNAL))
                .post("/internal/deletions/" + deletion + "/" + name)
                .then();
    }

    private long objects() throws IOException {
        var directory = Path.of("target", "documents", "objects", "documents", "tenant=" + uploader.tenant());
        try (var files = Files.list(directory)) {
            return files.count();
        }
    }

    private long rows(String table, String document) {
        return database.read(uploader.tenant(), connection -> connection
                .preparedQuery("SELECT count(*) FROM " + table + " WHERE document_id = $1::text::uuid")
                .execute(Tuple.of(document))
                .await()
                .atMost(Duration.ofSeconds(10))
                .iterator()
                .next()
                .getLong(0));
    }

    @Test
    void hidesADocumentAtOnceAndRemovesItStepByStep() throws IOException {
        var id = ready();
        var deletion = deleted(id);
        uploader.get(id).statusCode(404);
        uploader.get(id + "/content").statusCode(404);
        assertThat(uploader.stores(id, 1, 1, 1)).isTrue();
        assertThat(objects()).isEqualTo(1);
        assertThat(rows("chunk_counts", id)).isEqualTo(1);
        assertThat(rows("chunk_leftovers", id)).isZero();
        for (var again = 0; again < 2; again++) {
            step(deletion, "file").statusCode(204);
            assertThat(objects()).isZero();
        }
        for (var again = 0; again < 2; again++) {
            step(deletion, "rest").statusCode(204);
            assertThat(rows("document_deletions", id)).isZero();
        }
        assertThat(rows("chunk_counts", id)).isEqualTo(rows("chunk_leftovers", id));
        step(deletion, "show").statusCode(204);
        uploader.get(id).statusCode(404);
    }

    @Test
    void showsADocumentAgainAsItWas() {
        var id = ready();
        var before = uploader.view(id).getMap("");
        var deletion = deleted(id);
        step(deletion, "show").statusCode(204);
        step(deletion, "show").statusCode(204);
        assertThat(uploader.view(id).getMap("")).isEqualTo(before);
        uploader.get(id + "/content").statusCode(200);
        uploader.get("").body("items.id", contains(id));
        uploader.request().delete(Uploader.DOCUMENTS + "/" + id).then().statusCode(204);
        uploader.get(id).statusCode(404);
    }

    @Test
    void doesNotShowItBesideAnotherInItsPlace() {
        var id = ready();
        var deletion = deleted(id);
        var other = uploader.uploaded("a.txt", "soon gone");
        assertThat(other).isNotEqualTo(id);
        step(deletion, "show").statusCode(409).body("code", equalTo("conflict"));
        uploader.get("").body("items.id", contains(other));
    }

    @Test
    void letsNobodyElseDoIt() {
        var deletion = deleted(ready());
        uploader.request()
                .post("/internal/deletions/" + deletion + "/rest")
                .then()
                .statusCode(403);
        RestAssured.given()
                .header(
                        "Authorization",
                        TestTokens.bearer(java.util.UUID.randomUUID(), uploader.user(), Scopes.INTERNAL))
                .post("/internal/deletions/" + deletion + "/rest")
                .then()
                .statusCode(204);
        step(deletion, "show").statusCode(204);
        uploader.get("").body("items", org.hamcrest.Matchers.hasSize(1));
    }
}
