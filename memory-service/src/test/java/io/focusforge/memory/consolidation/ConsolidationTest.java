package io.focusforge.memory.consolidation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.focusforge.common.identity.Scopes;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.local.testing.TestTokens;
import io.focusforge.memory.testing.Client;
import io.focusforge.memory.testing.OnRealServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnRealServers
class ConsolidationTest {
    private final Client client = Client.fresh();

    @Inject
    TenantDatabase database;

    /** Kept as they are, however alike. */
    private List<String> given(Client who, String... memories) {
        var operations = Arrays.stream(memories)
                .map(memory -> "{\"op\": \"add\", \"memory\": " + memory + "}")
                .collect(Collectors.joining(","));
        var ids = who.request()
                .urlEncodingEnabled(false)
                .contentType("application/json")
                .body("{\"operations\": [" + operations + "]}")
                .post("/api/v1/memories:batch")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.id", String.class);
        await().until(() -> indexed(ids) == ids.size());
        return ids;
    }

    private static String text(String text) {
        return "{\"text\": \"" + text + "\"}";
    }

    private long indexed(List<String> ids) {
        var all = ids.stream().map(UUID::fromString).toArray(UUID[]::new);
        return database.inTransaction(client.tenant(), connection -> connection
                .preparedQuery("SELECT count(*) FROM memory_index WHERE tenant_id = $1 AND memory_id = ANY ($2::uuid[])"
                        + " AND embedding IS NOT NULL")
                .execute(Tuple.of(client.tenant(), all))
                .await()
                .atMost(Duration.ofSeconds(30))
                .iterator()
                .next()
                .getLong(0));
    }

    private int step(UUID run, boolean everyone) {
        return RestAssured.given()
                .header(
                        "Authorization",
                        TestTokens.bearerFrom("worker", client.tenant(), client.user(), Scopes.INTERNAL))
                .post("/internal/consolidations/" + run + "/steps?everyone=" + everyone)
                .statusCode();
    }

    private void run(boolean everyone) {
        var run = UUID.randomUUID();
        var status = step(run, everyone);
        for (var i = 0; i < 50 && status == 202; i++) {
            status = step(run, everyone);
        }
        assertThat(status).isEqualTo(204);
        assertThat(step(run, everyone)).as("done stays done").isEqualTo(204);
    }

    @Test
    void keepsWhatIsImportantOfASession() {
        var ids = given(
                client,
                "{\"text\": \"The exam is in June\", \"type\": \"SHORT_TERM\", \"session\": \"s1\", \"importance\": 0.9}",
                "{\"text\": \"It rains\", \"type\": \"SHORT_TERM\", \"session\": \"s1\"}");
        run(false);
        client.get(ids.getFirst())
                .body("type", equalTo("LONG_TERM"))
                .body("expiresAt", nullValue())
                .body("session", nullValue())
                .body("revision", equalTo(2));
        client.get(ids.getLast()).body("type", equalTo("SHORT_TERM")).body("revision", equalTo(1));
    }

    @Test
    void mergesWhatSaysTheSameWithLinksToWhatItCameFromOnce() {
        var ids = given(client, text("Anna likes green tea"), text("anna likes green tea!"), text("Bob likes coffee"));
        run(false);
        run(false);
        client.get(ids.get(0)).body("state", equalTo("ACTIVE")).body("evidence", contains(ids.get(1)));
        client.get(ids.get(1)).body("state", equalTo("MERGED")).body("supersededBy", equalTo(ids.get(0)));
        client.list("").body("items.id", containsInAnyOrder(ids.get(0), ids.get(2)));
    }

    @Test
    void leavesApartWhatDiffersInANumberOrANegation() {
        var long20 = IntStream.range(0, 40)
                .mapToObj(i -> "word" + (char) ('a' + i % 26))
                .collect(Collectors.joining(" "));
        given(
                client,
                text("Room 12 " + long20),
                text("Room 13 " + long20),
                text("Room is not " + long20),
                "{\"text\": \"Room is not " + long20 + "\", \"namespace\": \"other\"}",
                "{\"text\": \"Room is not " + long20 + "\", \"type\": \"EPISODIC\"}");
        run(false);
        client.list("").body("items", hasSize(5));
    }

    @Test
    void consolidatesEveryUserOfTheTenantApart() {
        var colleague = client.colleague();
        var mine = given(client, text("The sky is blue"), text("The sky is blue."));
        var theirs = given(colleague, text("The sky is blue"), text("The sky is blue."));
        run(true);
        client.list("").body("items.id", contains(mine.getFirst()));
        colleague.list("").body("items.id", contains(theirs.getFirst()));
    }
}
