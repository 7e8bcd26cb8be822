package io.focusforge.worker.flow;

import io.focusforge.worker.job.JobKey;
import io.focusforge.worker.testing.Jobs;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;

/** The flows of somebody. */
record FlowsOf(Jobs jobs) {
    static FlowsOf somebody() {
        return new FlowsOf(Jobs.ofSomebody());
    }

    static Map<String, Object> scripted(String... steps) {
        return Map.of("type", "test.scripted", "payload", Map.of("steps", List.of(steps)));
    }

    static Map<String, Object> adding(int number) {
        return Map.of("type", "test.adding", "payload", Map.of("number", number));
    }

    static Map<String, Object> chain(Object... steps) {
        return Map.of("chain", List.of(steps));
    }

    @SafeVarargs
    static Map<String, Object> with(Map<String, Object> job, Map.Entry<String, ?>... fields) {
        var more = new HashMap<>(job);
        Arrays.stream(fields).forEach(field -> more.put(field.getKey(), field.getValue()));
        return more;
    }

    static Map<String, Object> parent(Map<String, Object> job, Object... children) {
        return with(job, Map.entry("children", List.of(children)));
    }

    /** In a queue that nobody serves. */
    static Map<String, Object> manual(Map<String, Object> job) {
        return with(job, Map.entry("queue", "manual"));
    }

    static Map<String, Object> on(String policy, Map<String, Object> job) {
        return with(job, Map.entry("onFailure", policy));
    }

    Response post(Object body) {
        return jobs.request().urlEncodingEnabled(false).body(body).post("/api/v1/jobs:flow");
    }

    JsonPath accepted(Object body) {
        return post(body).then().statusCode(202).extract().jsonPath();
    }

    UUID started(Object body) {
        return accepted(body).getUUID("id");
    }

    JsonPath tree(UUID job) {
        return jobs.request()
                .get("/api/v1/jobs/" + job + "/flow")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    JobKey key(UUID job) {
        return new JobKey(jobs.tenant(), job);
    }

    String state(UUID job) {
        return jobs.get(job).getString("state");
    }

    void await(UUID flow, String path, String state) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> state.equals(tree(flow).getString("tree." + path + ".state")));
    }

    /** For what ends because of another, which is a moment later when the job is just being dispatched. */
    void awaitStates(UUID flow, Map<String, Integer> states) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> tree(flow).getMap("states"), seen -> seen.entrySet()
                        .containsAll(states.entrySet()));
    }

    JsonPath post(UUID job, String action) {
        return jobs.request()
                .post("/api/v1/jobs/" + job + "/" + action)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
