package io.focusforge.worker.schedule;

import io.focusforge.worker.testing.Jobs;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The schedules API, as a user sees it. */
record Timetable(Jobs jobs) {
    static final String PATH = "/api/v1/schedules";
    static final String NIGHTLY = """
            {'name': 'nightly', 'cron': '30 2 * * *', 'timeZone': 'Europe/Berlin', 'job': {
              'type': 'webhook.deliver', 'priority': 'low', 'timeout': 'PT20S', 'retry': {'attempts': 3, 'base': 'PT10S'},
              'payload': {'url': 'https://example.com/hook', 'secret': 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
                          'event': {'type': 'night', 'data': {}}}}}""".replace('\'', '"');

    /** Every hour, unless it has a cron expression; its job does these steps, and may take a minute. */
    static Map<String, Object> hourly(String step, Map<String, Object> more) {
        var schedule = new HashMap<String, Object>(more);
        if (!schedule.containsKey("cron")) {
            schedule.put("every", 3600);
        }
        schedule.put("job", Map.of("type", "test.scripted", "timeout", 60, "payload", Map.of("steps", List.of(step))));
        return schedule;
    }

    static Map<String, Object> hourly() {
        return hourly("DONE", Map.of());
    }

    static String json(String singleQuoted) {
        return singleQuoted.replace('\'', '"');
    }

    Response post(Object body) {
        return jobs.request().body(body).post(PATH);
    }

    UUID made(Object body) {
        return UUID.fromString(post(body).then().statusCode(201).extract().path("id"));
    }

    JsonPath get(UUID id) {
        return get("/" + id);
    }

    JsonPath get(String path) {
        return jobs.request().get(PATH + path).then().statusCode(200).extract().jsonPath();
    }

    Response act(UUID id, String action) {
        return jobs.request().post(PATH + "/" + id + "/" + action);
    }

    List<UUID> ids() {
        return get("?limit=200").getList("items.id", UUID.class);
    }

    /** So that nothing fires in other tests. */
    void clear() {
        for (var id : ids()) {
            jobs.request().delete(PATH + "/" + id).then().statusCode(204);
        }
    }
}
