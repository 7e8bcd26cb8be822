package io.focusforge.orchestrator.flagrollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.focusforge.common.identity.Scopes;
import io.focusforge.orchestrator.flag.ErrorRise;
import io.focusforge.orchestrator.flag.Share;
import io.focusforge.orchestrator.library.ChainLibrary;
import io.focusforge.orchestrator.testing.User;
import io.focusforge.orchestrator.testing.WithNeighbours;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithNeighbours
class RolloutTest {
    private static final String CHAIN =
            "name: greet\ninput: {}\noutput: {}\nsteps: [ { id: a, type: transform, expression: \"%s\" } ]\n";
    private static final String WORKS = "'one'";
    private static final String FAILS = "$number('x')";
    private static final int PERCENTAGE = 50;

    private final User admin = User.fresh();

    @Inject
    ChainLibrary library;

    private void upload(String expression) {
        admin.with(Scopes.CHAINS_ADMIN)
                .contentType("application/yaml")
                .body(CHAIN.formatted(expression).getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .post("/api/v1/chains")
                .then()
                .statusCode(201);
    }

    private ValidatableResponse put(int version, double percentage) {
        return admin.with(Scopes.CHAINS_ADMIN)
                .contentType(ContentType.JSON)
                .body("{\"version\": %d, \"percentage\": %s}".formatted(version, percentage))
                .put("/api/v1/chains/greet/rollout")
                .then();
    }

    private ValidatableResponse get() {
        return admin.with(Scopes.CHAINS_ADMIN)
                .get("/api/v1/chains/greet/rollout")
                .then();
    }

    private String reference(int version) {
        return library.find(admin.tenant(), "greet", version).orElseThrow().reference();
    }

    private List<User> users(boolean inShare, int number) {
        var salt = reference(2);
        return Stream.generate(admin::colleague)
                .filter(user -> Share.has(salt, user.id().toString(), PERCENTAGE) == inShare)
                .limit(number)
                .toList();
    }

    private String versionFor(User user) {
        return user.request()
                .contentType(ContentType.JSON)
                .body("{\"input\": {}, \"mode\": \"sync\"}")
                .post("/api/v1/chains/greet/runs")
                .then()
                .extract()
                .path("definition");
    }

    @Test
    void givesPartOfTheUsersTheNewVersion() {
        upload(WORKS);
        upload("'two'");
        put(2, PERCENTAGE).statusCode(200).body("baseVersion", equalTo(1)).body("state", equalTo("running"));
        var in = users(true, 3);
        await().until(() -> versionFor(in.getFirst()), reference(2)::equals);
        assertThat(in).extracting(this::versionFor).containsOnly(reference(2));
        assertThat(users(false, 3)).extracting(this::versionFor).containsOnly(reference(1));
        await().atMost(Duration.ofSeconds(30)).until(() -> get().extract().<Integer>path("runs.succeeded") >= 4);
        put(2, 60).body("runs.failed", equalTo(0)).body("percentage", equalTo(60f));
        assertThat(get().extract().<Integer>path("runs.succeeded")).isGreaterThanOrEqualTo(4);

        admin.with(Scopes.CHAINS_ADMIN)
                .delete("/api/v1/chains/greet/rollout")
                .then()
                .statusCode(204);
        get().statusCode(404);
        await().until(() -> versionFor(in.getFirst()), reference(1)::equals);
    }

    @Test
    void rollsBackAVersionThatFailsClearlyMoreOften() {
        upload(WORKS);
        upload(FAILS);
        put(2, PERCENTAGE).statusCode(200);
        var in = users(true, ErrorRise.FEWEST);
        await().until(() -> versionFor(in.getFirst()), reference(2)::equals);
        in.forEach(this::versionFor);
        users(false, ErrorRise.FEWEST).forEach(this::versionFor);
        await().atMost(Duration.ofSeconds(30)).until(() -> get().extract().path("state"), "rolled_back"::equals);
        get().body("reason", containsString("Version 2 failed in "))
                .body("baseRuns.failed", equalTo(0))
                .body("baseRuns.succeeded", equalTo(ErrorRise.FEWEST));
        await().until(() -> versionFor(in.getFirst()), reference(1)::equals);
    }

    @Test
    void refusesWhatCannotBeRolledOut() {
        put(1, PERCENTAGE).statusCode(404);
        upload(WORKS);
        put(1, PERCENTAGE).statusCode(409);
        put(2, PERCENTAGE).statusCode(404);
        upload(WORKS);
        put(2, 0).statusCode(400);
        put(2, 100).statusCode(400);
        get().statusCode(404);
        admin.request().get("/api/v1/chains/greet/rollout").then().statusCode(403);
        put(2, PERCENTAGE).statusCode(200);
        User.fresh()
                .with(Scopes.CHAINS_ADMIN)
                .get("/api/v1/chains/greet/rollout")
                .then()
                .statusCode(404);
        User.fresh()
                .with(Scopes.CHAINS_ADMIN)
                .delete("/api/v1/chains/greet/rollout")
                .then()
                .statusCode(404);
    }
}
