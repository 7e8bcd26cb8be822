package io.focusforge.worker.deadletter;

import static io.restassured.RestAssured.given;

import io.focusforge.common.id.Ids;
import io.focusforge.local.testing.TestTokens;
import io.focusforge.worker.testing.Jobs;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** The dead letters of somebody. */
record Letters(Jobs jobs) {
    static final String ALL = "/api/v1/queues/-/dead-letters";

    static Letters ofSomebody() {
        return new Letters(Jobs.ofSomebody());
    }

    /** One that ran, and failed at once. */
    UUID failed(String queue) {
        var id = jobs.accepted(
                Map.of("type", "test.scripted", "queue", queue, "payload", Map.of("steps", List.of("FAIL"))));
        jobs.await(id, "dead");
        return id;
    }

    /** Of a type that nobody knows, in a queue that nobody serves, so that they stay where they are put. */
    List<UUID> unrunnable(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> unrunnable("from.the.future", Map.of()))
                .toList();
    }

    UUID unrunnable(String type, Object payload) {
        var id = Ids.next();
        internal(List.of(request(id, type, payload)));
        return id;
    }

    void manyUnrunnable(int count) {
        for (var left = count; left > 0; left -= 1_000) {
            internal(IntStream.range(0, Math.min(left, 1_000))
                    .mapToObj(number -> request(Ids.next(), "from.the.future", Map.of()))
                    .toList());
        }
    }

    Response list(String query) {
        return jobs.request().get(query.isEmpty() ? ALL : ALL + "?" + query);
    }

    List<UUID> ids(String query) {
        return list(query).then().statusCode(200).extract().jsonPath().getList("items.id", UUID.class);
    }

    JsonPath get(UUID id) {
        return jobs.request()
                .get(ALL + "/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    String etag(UUID id) {
        return jobs.request()
                .get(ALL + "/" + id)
                .then()
                .statusCode(200)
                .extract()
                .header("ETag");
    }

    Response edit(UUID id, Object payload) {
        return jobs.request().body(Map.of("payload", payload)).patch(ALL + "/" + id);
    }

    Response replay(UUID id) {
        return jobs.request().post(ALL + "/" + id + "/replay");
    }

    Response replay(Map<String, Object> filter) {
        return jobs.request().body(filter).post(ALL + "/replay");
    }

    Response discard(Map<String, Object> filter) {
        return jobs.request().body(filter).post(ALL + "/discard");
    }

    private Map<String, Object> request(UUID id, String type, Object payload) {
        return Map.of(
                "id",
                id,
                "tenantId",
                jobs.tenant(),
                "user",
                jobs.user(),
                "type",
                type,
                "queue",
                "manual",
                "payload",
                payload);
    }

    private static void internal(List<Map<String, Object>> requests) {
        var token = TestTokens.bearerFrom("orchestrator", UUID.randomUUID(), UUID.randomUUID(), "internal:write");
        given().header("Authorization", token)
                .contentType("application/json")
                .body(requests)
                .post("/internal/jobs")
                .then()
                .statusCode(202);
    }
}
