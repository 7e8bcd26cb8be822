package io.focusforge.orchestrator.library;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.focusforge.common.identity.Scopes;
import io.focusforge.orchestrator.testing.User;
import io.focusforge.orchestrator.testing.WithNeighbours;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

/** Chains that a tenant sends: kept in versions, bound to what they call, and nobody else's. */
@QuarkusTest
@WithNeighbours
class ChainResourceTest {
    private static final String CHAINS = "/api/v1/chains";
    private final User user = User.fresh();

    @Test
    void keepsVersionsThatNeverChangeAndActivatesOne() {
        upload(user, chain("greet", "'one'")).statusCode(201).body("version", equalTo(1), "activeVersion", equalTo(1));
        upload(user, chain("greet", "'two'"))
                .statusCode(201)
                .header("Location", equalTo(CHAINS + "/greet/versions/2"))
                .body("version", equalTo(2), "activeVersion", equalTo(1), "latestVersion", equalTo(2));
        get(user, "/greet").body("version", equalTo(1), "definition.steps[0].expression", equalTo("'one'"));
        post(user, "/greet/versions/2/activate")
                .statusCode(200)
                .body("version", equalTo(2), "previousVersion", equalTo(1));
        get(user, "/greet").body("version", equalTo(2));
        get(user, "/greet/versions/1").body("version", equalTo(1), "activeVersion", equalTo(2));
        get(user, "/greet/versions").body("items.version", contains(2, 1));
        get(user, "/greet/versions?limit=1").body("items.version", contains(2), "nextCursor", not(nullValue()));
        post(user, "/greet/rollback").statusCode(200).body("version", equalTo(1), "previousVersion", equalTo(2));
        admin(user).delete(CHAINS + "/greet/versions/1").then().statusCode(409);
        admin(user).delete(CHAINS + "/greet/versions/2").then().statusCode(204);
        get(user, "/greet/versions").body("items.version", contains(1));
        post(user, "/greet/rollback").statusCode(409);
        admin(user).delete(CHAINS + "/greet").then().statusCode(204);
        admin(user).get(CHAINS + "/greet").then().statusCode(404);
    }

    @Test
    void listsWhatIsBuiltInAndWhatIsTheTenants() {
        upload(user, chain("mine", "1")).statusCode(201);
        get(user, "")
                .body("items.name", hasItems("task_analysis", "task_plan", "mine"))
                .body("items.find { it.name == 'task_plan' }.origin", equalTo("built-in"))
                .body("items.find { it.name == 'mine' }.steps[0].type", equalTo("transform"));
        get(user, "?limit=1").body("items.name", hasItems("mine"), "nextCursor", nullValue());
        get(user, "/task_plan/versions").body("items.version", contains(1));
        admin(user).get(CHAINS + "?cursor=!").then().statusCode(400).body("code", equalTo("invalid_cursor"));
    }

    @Test
    void showsNothingOfAnotherTenantAndLetsNobodyUploadWithoutTheRight() {
        upload(user, chain("secret", "1")).statusCode(201);
        var other = User.fresh();
        admin(other).get(CHAINS + "/secret").then().statusCode(404);
        admin(other).delete(CHAINS + "/secret").then().statusCode(404);
        get(other, "").body("items.name", not(hasItems("secret")));
        get(user.colleague(), "/secret").statusCode(200);
        user.with(Scopes.TASKS_WRITE)
                .contentType("application/yaml")
                .body(chain("x", "1").getBytes(UTF_8))
                .post(CHAINS)
                .then()
                .statusCode(403);
    }

    @Test
    void answersARepeatedUploadAsTheFirst() {
        var first = keyed(chain("again", "1")).statusCode(201).extract().asString();
        keyed(chain("again", "1"))
                .statusCode(201)
                .header("Idempotency-Replayed", equalTo("true"))
                .body(equalTo(first));
        keyed(chain("again", "2")).statusCode(422);
        get(user, "/again/versions").body("items.version", contains(1));
    }

    @Test
    void bindsACallToTheVersionThatIsActiveThen() {
        upload(user, chain("inner", "1")).statusCode(201);
        upload(user, """
                name: outer
                input: {}
                output: {}
                steps: [ { id: call, type: chain, chain: inner, input: '{}' } ]
                """).statusCode(201).body("definition.steps[0].version", equalTo(1));
        upload(user, chain("inner", "2"), "?activate=true").statusCode(201).body("activeVersion", equalTo(2));
        get(user, "/outer").body("definition.steps[0].version", equalTo(1));
        admin(user).delete(CHAINS + "/inner/versions/1").then().statusCode(409).body("detail", containsString("outer"));
        admin(user).delete(CHAINS + "/inner").then().statusCode(409);
        admin(user).delete(CHAINS + "/outer").then().statusCode(204);
        admin(user).delete(CHAINS + "/inner").then().statusCode(204);
    }

    @Test
    void keepsNothingOfAChainThatIsRefused() {
        upload(user, """
                name: loop
                input: {}
                output: {}
                steps:
                  - { id: a, type: transform, expression: $steps.b }
                  - { id: b, type: transform, expression: $steps.a }
                """)
                .statusCode(400)
                .body("code", equalTo("invalid_request"))
                .body("violations[0].field", equalTo("/steps/0"))
                .body("violations[0].message", containsString("line 5: is part of a cycle"));
        upload(user, "name: [").statusCode(400);
        upload(user, chain("task_plan", "1")).statusCode(400).body("violations[0].field", equalTo("/name"));
        upload(user, chain("big", "1") + "#".repeat(300_000)).statusCode(413);
        user.with(Scopes.CHAINS_ADMIN)
                .contentType("image/png")
                .body(chain("x", "1").getBytes(UTF_8))
                .post(CHAINS)
                .then()
                .statusCode(415);
        var names = admin(user).get(CHAINS).then().extract().jsonPath().getList("items.origin", String.class);
        assertThat(names).containsOnly("built-in");
    }

    private ValidatableResponse keyed(String file) {
        return admin(user)
                .contentType("application/yaml")
                .header("Idempotency-Key", "k")
                .body(file.getBytes(UTF_8))
                .post(CHAINS)
                .then();
    }

    static ValidatableResponse upload(User user, String file, String... query) {
        return admin(user)
                .contentType("application/yaml")
                .body(file.getBytes(UTF_8))
                .post(CHAINS + String.join("", query))
                .then();
    }

    private static ValidatableResponse get(User user, String path) {
        return user.with(Scopes.TASKS_READ).get(CHAINS + path).then().statusCode(200);
    }

    private static ValidatableResponse post(User user, String path) {
        return admin(user).post(CHAINS + path).then();
    }

    private static io.restassured.specification.RequestSpecification admin(User user) {
        return user.with(Scopes.CHAINS_ADMIN, Scopes.TASKS_READ);
    }

    private static String chain(String name, String expression) {
        return """
                name: %s
                input: {}
                output: {}
                steps: [ { id: only, type: transform, expression: "%s" } ]
                """.formatted(name, expression);
    }
}
