package io.focusforge.worker.inference;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.focusforge.local.testing.FocusForgeServers;
import io.focusforge.local.testing.TestTokens;
import io.focusforge.worker.testing.FreePorts;
import io.focusforge.worker.testing.Jobs;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "worker"))
@WithTestResource(FreePorts.class)
class InferenceInputTest {
    private final Jobs jobs = Jobs.ofSomebody();
    private final Prompts prompts = new Prompts(jobs);

    @Test
    void isForThoseOnlyWhoMayAskModelsThemselves() {
        jobs.post(Map.of("type", "ai.inference", "payload", Map.of("model", "m", "items", Prompts.items("a"))))
                .then()
                .statusCode(403)
                .body("code", equalTo("forbidden"))
                .body("detail", containsString("models:write"));
        assertThat(jobs.count()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {'items':[{'prompt':'a'}]}                                | payload.model
            {'model':'m','items':[]}                                  | payload.items
            {'model':'m','items':[null]}                              | payload.items[0]
            {'model':'m','items':[{'prompt':' '}]}                    | payload.items[0].prompt
            {'model':'m','items':[{'prompt':'a','x':1}]}              | payload.items[0].x
            {'model':'m','items':[{'prompt':'a'}],'temperature':2.1}  | payload.temperature
            {'model':'m','items':[{'prompt':'a'}],'concurrency':0}    | payload.concurrency
            {'model':'m','items':[{'prompt':'a'}],'maxTokens':10000}  | payload.maxTokens""")
    void refusesBadInputAndStoresNothing(String payload, String field) {
        prompts.request()
                .body("{\"type\":\"ai.inference\",\"payload\":" + payload.replace('\'', '"') + "}")
                .post("/api/v1/jobs")
                .then()
                .statusCode(400)
                .body("detail", containsString(field));
        assertThat(jobs.count()).isZero();
    }

    /** When it runs, the key is not there any more. */
    @Test
    void refusesAModelThatTheKeyDoesNotAllow() {
        var payload = Map.of("model", "large", "items", Prompts.items("a"));
        var job = Map.of("type", "ai.inference", "payload", payload);
        refusesTheModel("/api/v1/jobs", job);
        refusesTheModel("/api/v1/jobs:batch", Map.of("jobs", List.of(job)));
        refusesTheModel("/api/v1/schedules", Map.of("name", "s", "every", "PT1H", "job", job));
        assertThat(jobs.count()).isZero();
        restricted()
                .body(Map.of(
                        "type", "ai.inference", "payload", Map.of("model", "small-2", "items", Prompts.items("a"))))
                .post("/api/v1/jobs")
                .then()
                .statusCode(202);
    }

    private void refusesTheModel(String path, Object body) {
        restricted()
                .urlEncodingEnabled(false)
                .body(body)
                .post(path)
                .then()
                .statusCode(403)
                .body("detail", containsString("may not use the model 'large'"));
    }

    private RequestSpecification restricted() {
        var token = TestTokens.bearerWithModels(jobs.tenant(), jobs.user(), "small-*", "jobs:write", "models:write");
        return given().header("Authorization", token).contentType("application/json");
    }

    @Test
    void refusesTooManyPrompts() {
        var items = Collections.nCopies(101, Map.of("prompt", "a"));
        prompts.request()
                .body(Map.of("type", "ai.inference", "payload", Map.of("model", "m", "items", items)))
                .post("/api/v1/jobs")
                .then()
                .statusCode(400)
                .body("detail", containsString("payload.items"));
    }
}
