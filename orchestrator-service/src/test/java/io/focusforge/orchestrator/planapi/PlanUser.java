package io.focusforge.orchestrator.planapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.focusforge.common.identity.Scopes;
import io.focusforge.orchestrator.testing.User;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;

/** Somebody with plans. */
public record PlanUser(User user) {
    public static PlanUser fresh() {
        return new PlanUser(User.fresh());
    }

    public Response post(String path, String body) {
        var request = user.with(Scopes.TASKS_WRITE, Scopes.MODELS_WRITE).contentType(ContentType.JSON);
        return body == null
                ? request.post("/api/v1/plans" + path)
                : request.body(body).post("/api/v1/plans" + path);
    }

    public JsonNode create(String body) {
        return ok(post("", body), 201);
    }

    /** Something is asked of a plan. */
    public JsonNode act(JsonNode plan, String action, String body) {
        return ok(post("/" + id(plan) + "/" + action, body), 200);
    }

    public JsonNode patch(JsonNode plan, String below, String body) {
        return ok(user.send(body).patch("/api/v1/plans/" + id(plan) + below), 200);
    }

    public JsonNode read(JsonNode plan) {
        return ok(user.request().get("/api/v1/plans/" + id(plan)), 200);
    }

    public JsonNode task(JsonNode plan, String step) {
        var id = step(plan, step).path("taskId").asText();
        return ok(user.request().get("/api/v1/tasks/" + id), 200);
    }

    public static String id(JsonNode plan) {
        return plan.path("id").asText();
    }

    public static JsonNode step(JsonNode plan, String id) {
        for (var step : plan.path("steps")) {
            if (step.path("id").asText().equals(id)) {
                return step;
            }
        }
        throw new AssertionError("no step " + id + " in " + plan);
    }

    /** As in {@code 2030-03-29T12:00:00Z/2030-03-29T13:00:00Z}. */
    public static List<String> blocks(JsonNode plan, String step) {
        var blocks = new ArrayList<String>();
        step(plan, step)
                .path("blocks")
                .forEach(block -> blocks.add(
                        block.path("start").asText() + "/" + block.path("end").asText()));
        return blocks;
    }

    /** As in {@code s2 waits_for s1}. */
    public static List<String> changes(JsonNode plan) {
        var changes = new ArrayList<String>();
        plan.path("changes").forEach(change -> {
            var because = change.path("because");
            changes.add(change.path("step").asText() + " "
                    + change.path("reason").asText() + (because instanceof TextNode ? " " + because.asText() : ""));
        });
        return changes;
    }

    public static JsonNode ok(Response response, int status) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
        return User.json(response);
    }
}
