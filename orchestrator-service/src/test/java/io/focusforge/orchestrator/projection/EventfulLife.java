package io.focusforge.orchestrator.projection;

import static io.focusforge.orchestrator.testing.User.json;
import static io.focusforge.orchestrator.testing.User.path;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.orchestrator.testing.User;

/** Somebody to whom all has happened that leaves rows: tasks of all sorts, series, and focus sessions. */
final class EventfulLife {
    private EventfulLife() {}

    static void of(User of) {
        var parent = of.create(
                "{\"title\":\"Move house 🙂\",\"labels\":[\"home\",\"a \\\"b\\\"\"],\"dueAt\":\"2030-01-01T00:00:00.123Z\"}");
        var pack = of.create("{\"title\":\"Pack books\",\"parentId\":\"%s\"}".formatted(id(parent)));
        var paint = of.create(
                "{\"title\":\"Paint\",\"parentId\":\"%s\",\"dependsOn\":[\"%s\"],\"reminders\":[{\"at\":\"2030-01-01T00:00:00Z\"}]}"
                        .formatted(id(parent), id(pack)));
        of.request().post(path(pack) + "/complete").then().statusCode(200);
        of.send("{\"title\":\"Paint walls\",\"description\":\"white\"}")
                .header("If-Match", "*")
                .patch(path(paint))
                .then()
                .statusCode(200);
        of.request().post(path(pack) + "/reopen").then().statusCode(200);
        of.request().delete(path(of.createTitled("Never mind"))).then().statusCode(204);
        of.create(
                "{\"title\":\"Water\",\"dueAt\":\"2030-01-01T08:00:00Z\",\"recurrence\":{\"rule\":\"FREQ=DAILY\",\"timeZone\":\"UTC\",\"next\":\"completion\"}}");
        var gym = of.create(
                "{\"title\":\"Gym\",\"dueAt\":\"2030-01-01T08:00:00Z\",\"recurrence\":{\"rule\":\"FREQ=WEEKLY;COUNT=9\",\"timeZone\":\"Europe/Berlin\"}}");
        var series = "/api/v1/tasks/series/" + gym.at("/recurrence/seriesId").asText();
        of.send("{\"at\":\"2030-01-15T08:00:00Z\"}")
                .post(series + "/skip")
                .then()
                .statusCode(200);
        of.send("{\"title\":\"Gym \\\"B\\\"\"}").patch(series).then().statusCode(200);
        focus(of, paint, "interrupt", "resume", "stop");
        focus(of, parent, "interrupt");
    }

    private static void focus(User of, JsonNode task, String... changes) {
        var sessions = "/api/v1/tasks/focus-sessions";
        var session = json(of.send("{\"taskId\":\"%s\"}".formatted(id(task)))
                .post(sessions)
                .then()
                .statusCode(201)
                .extract()
                .response());
        for (var change : changes) {
            of.send("{}")
                    .post(sessions + "/" + id(session) + "/" + change)
                    .then()
                    .statusCode(200);
        }
    }

    static String id(JsonNode thing) {
        return thing.path("id").asText();
    }
}
