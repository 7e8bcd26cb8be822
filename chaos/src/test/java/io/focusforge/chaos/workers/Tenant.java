package io.focusforge.chaos.workers;

import static io.restassured.RestAssured.given;

import io.focusforge.chaos.world.World;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A user of a fresh tenant, who may ask any of the processes. */
record Tenant(World world, String authorization) {
    private static final int PAGE = 100;

    static Tenant fresh(World world) {
        return new Tenant(world, world.newUser());
    }

    String id() {
        var claims = Base64.getUrlDecoder().decode(authorization.split("\\.")[1]);
        return new JsonPath(new String(claims, StandardCharsets.UTF_8)).getString("tenant");
    }

    RequestSpecification at(int worker) {
        return given().urlEncodingEnabled(false)
                .baseUri(world.workers().get(worker).url("").toString())
                .header("Authorization", authorization)
                .contentType(ContentType.JSON);
    }

    Map<String, Object> job(int takesMillis) {
        var event = Map.of("type", "many", "data", Map.of("item", 0, "takes", takesMillis));
        return Map.of(
                "type",
                "webhook.deliver",
                "payload",
                Map.of("url", world.receiver().url(), "event", event));
    }

    /** @return the ids of so many jobs at each of the processes */
    Set<String> leaveEverywhere(int jobs, int takesMillis) {
        var ids = new HashSet<String>();
        for (var worker = 0; worker < world.workers().size(); worker++) {
            ids.addAll(at(worker)
                    .body(Map.of("jobs", Collections.nCopies(jobs, job(takesMillis))))
                    .post("/api/v1/jobs:batch")
                    .then()
                    .statusCode(202)
                    .extract()
                    .<List<String>>path("items.id"));
        }
        return ids;
    }

    /** All jobs that the tenant has. */
    Set<String> jobs(int worker) {
        var ids = new HashSet<String>();
        for (var cursor = ""; cursor != null; ) {
            var page = at(worker)
                    .get("/api/v1/jobs?limit=" + PAGE + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            ids.addAll(page.getList("items.id"));
            cursor = page.getString("nextCursor");
        }
        return ids;
    }
}
