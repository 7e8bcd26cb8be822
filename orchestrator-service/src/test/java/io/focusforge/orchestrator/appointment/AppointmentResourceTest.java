package io.focusforge.orchestrator.appointment;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.focusforge.common.identity.Scopes;
import io.focusforge.orchestrator.testing.User;
import io.focusforge.orchestrator.testing.WithNeighbours;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithNeighbours
class AppointmentResourceTest {
    private static final String PATH = "/api/v1/calendar/appointments";
    private static final String BODY =
            "{\"title\":\"%s\",\"start\":\"2030-04-0%d%s\",\"end\":\"2030-04-0%2$dT10:00:00Z\"}";
    private final User user = User.fresh();

    private static String on(int day, String title) {
        return BODY.formatted(title, day, "T09:00:00Z");
    }

    private String added(int day, String title) {
        return user.send(on(day, title))
                .post(PATH)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private ValidatableResponse get(User who, String path) {
        return who.with(Scopes.TASKS_READ).get(PATH + path).then();
    }

    @Test
    void keepsMovesAndForgetsAppointmentsOfTheirUser() {
        var one = added(1, "Dentist");
        var two = added(2, "Ana");
        get(user, "/" + one)
                .statusCode(200)
                .body("title", equalTo("Dentist"), "start", equalTo("2030-04-01T09:00:00Z"));
        get(user, "?from=2030-04-01T10:00:00Z").body("items.id", contains(two));
        get(user, "?to=2030-04-02T09:00:00Z").body("items.id", contains(one));
        var cursor =
                get(user, "?limit=1").body("items.id", contains(one)).extract().<String>path("nextCursor");
        get(user, "?limit=1&cursor=" + cursor).body("items.id", contains(two), "nextCursor", nullValue());
        user.send(on(3, "Doctor")).put(PATH + "/" + one).then().statusCode(200);
        get(user, "/" + one).body("title", equalTo("Doctor"), "end", equalTo("2030-04-03T10:00:00Z"));

        get(user.colleague(), "").body("items", empty());
        get(user.colleague(), "/" + one).statusCode(404);
        user.colleague().send(on(3, "Mine")).put(PATH + "/" + one).then().statusCode(404);
        user.colleague().request().delete(PATH + "/" + one).then().statusCode(404);
        user.with(Scopes.TASKS_READ).delete(PATH + "/" + one).then().statusCode(403);

        user.request().delete(PATH + "/" + one).then().statusCode(204);
        user.request().delete(PATH + "/" + one).then().statusCode(404);
        get(user, "").body("items.id", contains(two));
    }

    @Test
    void fixesAnAppointmentOnceUnderOneKey() {
        for (var again : new Boolean[] {false, true}) {
            user.send(on(1, "Once"))
                    .header("Idempotency-Key", "first")
                    .post(PATH)
                    .then()
                    .statusCode(201)
                    .header("Idempotency-Replayed", again ? equalTo("true") : nullValue(String.class));
        }
        get(user, "").body("items.title", contains("Once"));
        user.send(on(2, "Other"))
                .header("Idempotency-Key", "first")
                .post(PATH)
                .then()
                .statusCode(422);
    }

    private static String file(String uid, int day, String rule) {
        return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:%s\r\nSUMMARY:Yoga\r\nDTSTART:203004%02dT070000\r\nDURATION:PT1H\r\n%sEND:VEVENT\r\nEND:VCALENDAR\r\n"
                .formatted(uid, day, rule);
    }

    private ValidatableResponse imports(User who, String query, Object body) {
        return who.with(Scopes.TASKS_WRITE)
                .contentType("text/calendar")
                .body(body)
                .post(PATH + query)
                .then();
    }

    @Test
    void takesAFileOverAndChangesWhatItHasSaidBefore() {
        var own = added(1, "Dentist");
        imports(user, "?timeZone=Europe/Berlin", file("a", 2, "RRULE:FREQ=DAILY;COUNT=2\r\n"))
                .statusCode(200)
                .body("entries", equalTo(1), "appointments", equalTo(0), "skipped.reason", contains("out_of_sight"));
        imports(user, "?timeZone=Europe/Berlin", file("a", 2, "")).body("appointments", equalTo(1));
        imports(user.colleague(), "", file("a", 2, "")).body("appointments", equalTo(1));
        get(user, "?from=2030-04-02T00:00:00Z")
                .body("items.start", contains("2030-04-02T05:00:00Z"), "items.title", contains("Yoga"));
        imports(user, "", file("a", 3, "")).body("appointments", equalTo(1), "removed", equalTo(1), "skipped", empty());
        get(user, "?from=2030-04-02T00:00:00Z").body("items.start", contains("2030-04-03T07:00:00Z"));
        imports(user, "", file("a", 3, "STATUS:CANCELLED\r\n"))
                .body("removed", equalTo(1), "skipped.uid", contains("a"));
        get(user, "").body("items.id", contains(own));
        get(user.colleague(), "").body("items", empty());
    }

    @Test
    void refusesFilesThatAreNone() {
        imports(user, "", "hello").statusCode(400).body("code", equalTo("invalid_request"));
        imports(user, "?timeZone=Mars", file("a", 2, ""))
                .statusCode(400)
                .body("violations[0].field", equalTo("timeZone"));
        imports(user, "", "x".repeat(CalendarImport.MOST_BYTES + 1))
                .statusCode(413)
                .body("code", equalTo("payload_too_large"));
        get(user, "").body("items", empty());
    }

    @ParameterizedTest
    @CsvSource({
        "2030-04-01T10:00:00Z, 2030-04-01T10:00:00Z, end",
        "2030-04-01T10:00:00Z, 2030-05-03T10:00:00Z, end",
        "1969-04-01T10:00:00Z, 1969-04-01T11:00:00Z, start",
    })
    void refusesTimesThatAreNone(String start, String end, String field) {
        user.send("{\"start\":\"" + start + "\",\"end\":\"" + end + "\"}")
                .post(PATH)
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo(field));
        get(user, "?from=tomorrow").statusCode(400);
        get(user, "/none").statusCode(404);
    }
}
