package io.focusforge.worker.webhook;

import io.focusforge.worker.testing.Jobs;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The webhook endpoints of somebody. */
record Hooks(Jobs jobs) {
    static final String ALL = "/api/v1/webhooks";

    Response post(Object body) {
        return jobs.request().body(body).post(ALL);
    }

    /** @return with the secret */
    JsonPath made(String url, String... events) {
        return post(Map.of("url", url, "events", List.of(events)))
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    JsonPath get(UUID id) {
        return ok(jobs.request().get(ALL + "/" + id));
    }

    JsonPath edit(UUID id, Map<String, ?> edit) {
        return ok(jobs.request().body(edit).patch(ALL + "/" + id));
    }

    JsonPath rotated(UUID id) {
        return ok(jobs.request().post(ALL + "/" + id + "/rotate-secret"));
    }

    JsonPath deliveries(UUID id) {
        return ok(jobs.request().get(ALL + "/" + id + "/deliveries"));
    }

    /** A job with one attempt, ended. */
    JsonPath delivered(UUID endpoint, String eventType, String state) {
        var payload = new HashMap<String, Object>();
        payload.put("endpointId", endpoint);
        payload.put("event", Map.of("type", eventType, "data", Map.of("n", 1)));
        var job = jobs.accepted(Map.of("type", "webhook.deliver", "maxAttempts", 1, "payload", payload));
        return jobs.await(job, state);
    }

    private static JsonPath ok(Response response) {
        return response.then().statusCode(200).extract().jsonPath();
    }
}
