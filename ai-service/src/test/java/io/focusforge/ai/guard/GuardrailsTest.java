package io.focusforge.ai.guard;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.focusforge.ai.testing.Api;
import io.focusforge.ai.testing.FakeProviders;
import io.focusforge.common.identity.Scopes;
import io.focusforge.local.testing.FocusForgeServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a tenant says of its guardrails. */
@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "ai"))
@WithTestResource(FakeProviders.class)
class GuardrailsTest {
    private final Guarded guarded = new Guarded();

    @Test
    void showsWhatHoldsAndForgetsWhatWasSet() {
        guarded.settings().body("mask", equalTo("off")).body("markToolResults", equalTo(false));
        guarded.set("{\"mask\":\"mask\",\"kinds\":[\"email\"]}")
                .body("mask", equalTo("mask"))
                .body("kinds", equalTo(List.of("email")));
        guarded.settings().body("mask", equalTo("mask"));
        guarded.api().with(Scopes.MODELS_ADMIN).delete(Guarded.PATH).then().statusCode(204);
        guarded.settings().body("mask", equalTo("off")).body("kinds", equalTo(List.of()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"mask":"yes"}         | mask
            {"kinds":["E-Mail"]}   | kinds
            {"roles":["nobody"]}   | roles
            {"roles":[]}           | roles
            {"colour":"red"}       | colour
            """)
    void refusesWhatCannotBe(String body, String field) {
        guarded.set(body).statusCode(400).body("detail", containsString(field));
    }

    @Test
    void isForThoseWhoMayAdministerModelsAndTheirOwnTenant() {
        guarded.api().with(Scopes.MODELS_WRITE).get(Guarded.PATH).then().statusCode(403);
        guarded.set("{\"mask\":\"mask\"}");
        var stranger = new Api();
        stranger.chat(guarded.saying("echo")).then().body("choices[0].message.content", equalTo(Guarded.SAID));
    }
}
