package io.focusforge.ai.model;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.focusforge.ai.testing.Api;
import io.focusforge.ai.testing.FakeProviders;
import io.focusforge.common.identity.Scopes;
import io.focusforge.local.testing.FocusForgeServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "ai"))
@WithTestResource(FakeProviders.class)
class ModelsResourceTest {
    private final Api api = new Api();

    @Test
    void listsWhatCanBeAskedFor() {
        var list = api.with(Scopes.MODELS_READ).get("/v1/models").jsonPath();
        assertThat(list.getString("object")).isEqualTo("list");
        assertThat(list.<String>getList("data.id"))
                .contains(
                        "default",
                        "gpt-test",
                        "shared",
                        "dead/shared",
                        "focusforge-extractive",
                        "all-minilm-l6-v2",
                        "embed-test",
                        "embed-far",
                        "embed-only")
                .doesNotHaveDuplicates()
                .startsWith("default");
        assertThat(list.<String>getList("data.object")).containsOnly("model");
    }

    @ParameterizedTest
    @CsvSource({
        "default, alpha",
        "gpt-test, alpha",
        "alpha/gpt-test, alpha",
        "narrow/shared, narrow",
        "focusforge-extractive, focusforge",
        "focusforge, focusforge",
        "all-minilm-l6-v2, focusforge",
        "embed-test, alpha",
        "alpha/embed-test, alpha",
        "embed-far, dead",
        "embed-only, vectors",
    })
    void tellsWhoseAModelIs(String id, String owner) {
        api.with(Scopes.MODELS_READ)
                .urlEncodingEnabled(false)
                .get("/v1/models/" + id)
                .then()
                .statusCode(200)
                .body("id", equalTo(id))
                .body("object", equalTo("model"))
                .body("owned_by", equalTo(owner));
    }

    @Test
    void refusesAnUnknownModelInOpenAisShape() {
        api.with(Scopes.MODELS_READ)
                .get("/v1/models/gpt-none")
                .then()
                .statusCode(404)
                .body("error.code", equalTo("model_not_found"))
                .body("error.type", equalTo("invalid_request_error"));
    }

    @Test
    void refusesWhoMayNot() {
        api.with(Scopes.TASKS_READ).get("/v1/models").then().statusCode(403).body("error.code", equalTo("forbidden"));
        given().get("/v1/models").then().statusCode(401).body("error.code", equalTo("unauthenticated"));
    }
}
