package io.focusforge.worker.inference;

import static io.restassured.RestAssured.given;

import io.focusforge.local.testing.TestTokens;
import io.focusforge.worker.testing.Jobs;
import io.restassured.specification.RequestSpecification;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Jobs of the type {@code ai.inference} of somebody who may ask models. */
record Prompts(Jobs jobs) {
    RequestSpecification request() {
        var token = TestTokens.bearer(jobs.tenant(), jobs.user(), "jobs:write", "models:write");
        return given().header("Authorization", token).contentType("application/json");
    }

    static List<Map<String, String>> items(String... prompts) {
        return Arrays.stream(prompts)
                .map(prompt -> Map.of("id", "id-" + prompt, "prompt", prompt))
                .toList();
    }

    UUID ask(int maxAttempts, int concurrency, String... prompts) {
        var body = Map.of(
                "type",
                "ai.inference",
                "maxAttempts",
                maxAttempts,
                "payload",
                Map.of("model", "m", "concurrency", concurrency, "items", items(prompts)));
        return UUID.fromString(request()
                .body(body)
                .post("/api/v1/jobs")
                .then()
                .statusCode(202)
                .extract()
                .path("id"));
    }
}
