package io.focusforge.common.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;

import io.focusforge.common.id.Ids;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.identity.TokenMinter;
import io.focusforge.local.testing.FocusForgeServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "orchestrator"))
class IdentityTest {
    private static final Caller CALLER =
            new Caller(Ids.next(), Ids.next(), Set.of(Scopes.TASKS_READ, Scopes.TASKS_WRITE), "pro");

    @Inject
    TokenMinter minter;

    @Test
    void carriesTheCallerFromServiceToService() {
        ask(minter.bearer(CALLER))
                .statusCode(200)
                .body("tenant", equalTo(CALLER.tenant().toString()))
                .body("user", equalTo(CALLER.user().toString()))
                .body("scopes", containsInAnyOrder(Scopes.TASKS_READ, Scopes.TASKS_WRITE))
                .body("plan", equalTo("pro"));
    }

    @Test
    void mintsOnceForACaller() {
        assertThat(minter.bearer(CALLER)).isEqualTo(minter.bearer(CALLER));
    }

    @Test
    void rejectsATokenWhoseClaimsWereChanged() {
        var token = minter.bearer(CALLER);
        ask(token).statusCode(200);
        var parts = token.split("\\.", -1);
        var claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                .replace(CALLER.tenant().toString(), Ids.next().toString());
        parts[1] = Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8));
        ask(String.join(".", parts)).statusCode(401);
    }

    @Test
    void rejectsAnUnsignedToken() {
        var parts = minter.bearer(CALLER).split("\\.", -1);
        var header = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\",\"kid\":\"orchestrator\"}".getBytes(StandardCharsets.UTF_8));
        ask("Bearer " + header + "." + parts[1] + ".").statusCode(401);
    }

    @Test
    void trustsNoPlainHeader() {
        given().header("X-Tenant-Id", CALLER.tenant())
                .header("X-User-Id", CALLER.user())
                .get("/echo/caller")
                .then()
                .statusCode(401);
    }

    private static ValidatableResponse ask(String bearer) {
        return given().header("Authorization", bearer).get("/echo/caller").then();
    }
}
