package io.focusforge.orchestrator.flag;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.focusforge.common.identity.Scopes;
import io.focusforge.local.testing.TestTokens;
import io.focusforge.orchestrator.testing.User;
import io.focusforge.orchestrator.testing.WithNeighbours;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Rules that name somebody who is to be forgotten. */
@QuarkusTest
@WithNeighbours
class FlagDataTest {
    private static final String KEY = "for-some";

    private final User user = User.fresh();
    private final User colleague = user.colleague();

    @Inject
    FlagStore store;

    private void put(String query, String flag) {
        user.with(Scopes.FLAGS_ADMIN, Scopes.TENANTS_ADMIN)
                .contentType(ContentType.JSON)
                .body(flag)
                .put("/api/v1/flags/" + query)
                .then()
                .statusCode(200);
    }

    private static String rule(String users) {
        return "{\"users\": [" + users + "], \"variant\": \"on\"}";
    }

    private static String quoted(User user) {
        return "\"" + user.id() + "\"";
    }

    private String flag(String... rules) {
        return """
                {"variants": {"on": true, "off": false}, "defaultVariant": "off", "rules": [%s]}""".formatted(String.join(",", rules));
    }

    private void forget() {
        given().header("Authorization", TestTokens.bearerFrom("memory", user.tenant(), new UUID(0, 0), Scopes.INTERNAL))
                .post("/internal/subjects/" + user.id() + "/erasure")
                .then()
                .statusCode(200)
                .body("more", equalTo(false))
                .body("erased.flags", equalTo(2));
    }

    @Test
    void goOnForTheOthersAndAreGoneWhereThereAreNone() {
        var all = "some-" + UUID.randomUUID();
        put(KEY, flag(rule(quoted(user) + "," + quoted(colleague)), rule(quoted(user))));
        put(all + "?owner=installation", flag(rule(quoted(user))));
        put("untouched", flag(rule(quoted(colleague))));
        var before = store.find(user.tenant(), KEY).orElseThrow().updatedAt();

        forget();

        var kept = store.find(user.tenant(), KEY).orElseThrow();
        assertThat(kept.flag().rules()).singleElement().satisfies(rule -> assertThat(rule.users())
                .containsExactly(colleague.id()));
        assertThat(kept.updatedAt()).isEqualTo(before);
        assertThat(store.find(FlagStore.INSTALLATION, all).orElseThrow().flag().rules())
                .isEmpty();
        assertThat(kept.flag().choose(KEY, user.tenant(), user.id()).variant()).isEqualTo("off");
        assertThat(kept.flag().choose(KEY, user.tenant(), colleague.id()).variant())
                .isEqualTo("on");
    }
}
