package io.focusforge.orchestrator.audit;

import static io.focusforge.orchestrator.testing.User.json;
import static io.focusforge.orchestrator.testing.User.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.common.identity.Scopes;
import io.focusforge.local.testing.TestTokens;
import io.focusforge.orchestrator.testing.Neighbours;
import io.focusforge.orchestrator.testing.User;
import io.focusforge.orchestrator.testing.WithNeighbours;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who did what in a tenant. */
@QuarkusTest
@WithNeighbours
class AuditTest {
    private final User user = User.fresh();
    private final User colleague = user.colleague();

    @BeforeEach
    void reset() {
        Neighbours.reset();
    }

    @Test
    void saysWhoDidWhatNewestFirst() {
        var task = user.createTitled("Call Anna");
        colleague.createTitled("Secret");
        user.request().post(path(task) + "/complete").then().statusCode(200);
        var all = audit("");
        assertThat(types(all))
                .containsExactly("completed", "planned", "analyzed", "created", "planned", "analyzed", "created");
        assertThat(all.at("/items/0/actor").asText()).isEqualTo(user.id().toString());
        assertThat(all.at("/items/0/subject")).isEqualTo(task.path("id"));
        assertThat(all.at("/items/1").has("actor")).isFalse();
        assertThat(all.toString()).doesNotContain("Secret").doesNotContain("Anna");
    }

    @Test
    void isFilteredByActorTypeSubjectAndTime() {
        var before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        var task = user.createTitled("Call Anna");
        colleague.createTitled("Call Bob");
        var after = Instant.now().plusMillis(1);
        assertThat(types(audit("?actor=" + user.id()))).containsExactly("created");
        assertThat(types(audit("?actor=service&type=task.planned.v1"))).containsExactly("planned", "planned");
        assertThat(types(audit("?actor=service&subject=" + task.path("id").asText())))
                .containsExactly("planned", "analyzed");
        assertThat(types(audit(
                        "?actor=" + user.id() + "&subject=" + task.path("id").asText())))
                .containsExactly("created");
        assertThat(types(audit("?type=task.*&subject=" + task.path("id").asText())))
                .hasSize(3);
        assertThat(types(audit("?from=" + before + "&to=" + after))).hasSize(6);
        assertThat(types(audit("?to=" + before))).isEmpty();
        assertThat(types(audit("?from=" + after))).isEmpty();
    }

    @Test
    void namesTheKeyWithWhichItWasDone() {
        var key = UUID.randomUUID();
        RestAssured.given()
                .header("Authorization", TestTokens.bearerWithKey(user.tenant(), user.id(), key, Scopes.TASKS_WRITE))
                .contentType(ContentType.JSON)
                .body("{\"title\":\"Call Anna\"}")
                .post("/api/v1/tasks")
                .then()
                .statusCode(201);
        assertThat(audit("?actor=" + user.id()).at("/items/0/apiKey").asText()).isEqualTo(key.toString());
    }

    @Test
    void isReadPageByPage() {
        user.createTitled("One");
        user.createTitled("Two");
        var first = audit("?limit=4");
        var second = audit("?limit=4&cursor=" + first.path("nextCursor").asText());
        assertThat(types(first)).hasSize(4);
        assertThat(types(second)).containsExactly("analyzed", "created");
        assertThat(second.has("nextCursor")).isFalse();
        user.with(Scopes.AUDIT_READ)
                .get("/api/v1/audit?actor=service&cursor="
                        + first.path("nextCursor").asText())
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid_cursor"));
    }

    @Test
    void isForThoseWhoMayAndOfTheirTenantOnly() {
        user.createTitled("One");
        user.with(Scopes.TASKS_WRITE).get("/api/v1/audit").then().statusCode(403);
        assertThat(json(User.fresh().with(Scopes.AUDIT_READ).get("/api/v1/audit"))
                        .path("items"))
                .isEmpty();
        for (var wrong : List.of("actor=me", "type=*", "subject=x", "from=now", "limit=0")) {
            user.with(Scopes.AUDIT_READ)
                    .get("/api/v1/audit?" + wrong)
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("invalid_request"));
        }
    }

    private JsonNode audit(String query) {
        return json(user.with(Scopes.AUDIT_READ)
                .get("/api/v1/audit" + query)
                .then()
                .statusCode(200)
                .extract()
                .response());
    }

    private static List<String> types(JsonNode page) {
        return page.path("items").findValuesAsText("type").stream()
                .map(type -> type.replaceAll("^io\\.focusforge\\.task\\.|\\.v1$", ""))
                .toList();
    }
}
