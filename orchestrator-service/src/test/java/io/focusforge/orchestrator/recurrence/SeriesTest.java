package io.focusforge.orchestrator.recurrence;

import static io.focusforge.orchestrator.testing.User.json;
import static io.focusforge.orchestrator.testing.User.path;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.orchestrator.testing.Neighbours;
import io.focusforge.orchestrator.testing.User;
import io.focusforge.orchestrator.testing.WithNeighbours;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tasks that come again, over HTTP. */
@QuarkusTest
@WithNeighbours
class SeriesTest {
    private final User user = User.fresh();

    @Inject
    CalendarSweeper sweeper;

    @BeforeEach
    void reset() {
        Neighbours.reset();
        now("2030-03-29T07:00:00Z");
    }

    @Test
    void makesTheNextTaskWhenOneIsCompleted() {
        var first = daily("completion");
        complete(first);
        complete(first, 409);
        var second = open();
        assertThat(second.path("dueAt").asText()).isEqualTo("2030-03-30T08:00:00Z");
        assertThat(second.path("title").asText()).isEqualTo("Water the plants");
        assertThat(second.at("/recurrence/seriesId")).isEqualTo(first.at("/recurrence/seriesId"));
        assertThat(second.path("reminders")).hasSize(1);
        now("2030-04-05T12:00:00Z");
        complete(second);
        assertThat(open().path("dueAt").asText()).isEqualTo("2030-04-06T07:00:00Z");
        user.request().post(path(first) + "/reopen").then().statusCode(200);
        complete(first);
        assertThat(openTasks()).hasSize(1);
        user.request().delete(path(open())).then().statusCode(204);
        assertThat(open().path("dueAt").asText()).isEqualTo("2030-04-07T07:00:00Z");
    }

    @Test
    void makesEachTaskOnceByTheCalendarHoweverManyLook() {
        daily("calendar");
        sweep();
        assertThat(openTasks()).hasSize(1);
        now("2030-03-29T08:00:00Z");
        sweep();
        assertThat(dueDates()).containsExactly("2030-03-29T08:00:00Z", "2030-03-30T08:00:00Z");
        now("2030-03-31T07:00:00Z");
        sweep();
        sweep();
        assertThat(dueDates())
                .containsExactly(
                        "2030-03-29T08:00:00Z", "2030-03-30T08:00:00Z", "2030-03-31T07:00:00Z", "2030-04-01T07:00:00Z");
    }

    @Test
    void changesAllThatFollowAndSkipsOne() {
        var first = daily("completion");
        var series = "/api/v1/tasks/series/" + first.at("/recurrence/seriesId").asText();
        user.send("{\"at\":\"2030-03-30T08:00:00Z\"}")
                .post(series + "/skip")
                .then()
                .statusCode(200);
        assertThat(times(series)).startsWith("2030-03-31T07:00:00Z", "2030-04-01T07:00:00Z");
        refused(user.send("{\"at\":\"2030-03-30T09:00:00Z\"}").post(series + "/skip"), 400, "invalid_request");
        var edited = user.send(
                        "{\"rule\":\"FREQ=WEEKLY\",\"title\":\"Water all\",\"startsAt\":\"2030-04-02T16:00:00Z\"}")
                .patch(series);
        assertThat(edited.statusCode()).as(edited.asString()).isEqualTo(200);
        assertThat(times(series)).startsWith("2030-04-02T16:00:00Z", "2030-04-09T16:00:00Z");
        assertThat(user.read(first).path("title").asText()).isEqualTo("Water the plants");
        complete(first);
        assertThat(open().path("title").asText()).isEqualTo("Water all");
        user.request().delete(series).then().statusCode(200);
        complete(open());
        assertThat(openTasks()).isEmpty();
        assertThat(times(series)).isEmpty();
        refused(user.send("{\"title\":\"x\"}").patch(series), 409, "conflict");
        refused(user.colleague().request().get(series), 404, "not_found");
        refused(user.request().get("/api/v1/tasks/series/" + UUID.randomUUID()), 404, "not_found");
        assertThat(json(user.request().get("/api/v1/tasks/series")).path("items"))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"rule":"FREQ=HOURLY","timeZone":"Europe/Berlin"}                            | recurrence.rule
            {"rule":"FREQ=DAILY;COUNT=1","timeZone":"Europe/Berlin"}                     | recurrence.rule
            {"rule":"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30","timeZone":"Europe/Berlin"}    | recurrence.rule
            {"rule":"FREQ=DAILY","timeZone":"CET"}                                       | recurrence.timeZone
            {"rule":"FREQ=DAILY","timeZone":"Europe/Atlantis"}                           | recurrence.timeZone
            {"rule":" ","timeZone":"Europe/Berlin"}                                      | recurrence.rule
            """)
    void refusesWhatIsNoSeriesAndStoresNothing(String recurrence, String field) {
        var response = user.send(
                        "{\"title\":\"x\",\"dueAt\":\"2030-03-29T08:00:00Z\",\"recurrence\":%s}".formatted(recurrence))
                .post("/api/v1/tasks");
        refused(response, 400, "invalid_request");
        assertThat(json(response).path("detail").asText()).contains(field);
        assertThat(openTasks()).isEmpty();
        refused(
                user.send("{\"title\":\"x\",\"recurrence\":{\"rule\":\"FREQ=DAILY\",\"timeZone\":\"UTC\"}}")
                        .post("/api/v1/tasks"),
                400,
                "invalid_request");
    }

    private void sweep() {
        try (var replicas = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var replica = 0; replica < 3; replica++) {
                var unused = replicas.submit(sweeper::sweep);
            }
        }
    }

    private JsonNode daily(String next) {
        return user.create("""
                {"title":"Water the plants","dueAt":"2030-03-29T08:00:00Z","reminders":[{"beforeDue":"PT10M"}],
                 "recurrence":{"rule":"FREQ=DAILY","timeZone":"Europe/Berlin","next":"%s"}}""".formatted(next));
    }

    private void complete(JsonNode task) {
        complete(task, 200);
    }

    private void complete(JsonNode task, int status) {
        user.request().post(path(task) + "/complete").then().statusCode(status);
    }

    private JsonNode open() {
        assertThat(openTasks()).hasSize(1);
        return openTasks().get(0);
    }

    private JsonNode openTasks() {
        return user.list("?status=open&order=asc").path("items");
    }

    private List<String> dueDates() {
        var dates = new ArrayList<String>();
        openTasks().forEach(task -> dates.add(task.path("dueAt").asText()));
        return dates;
    }

    private List<String> times(String series) {
        var times = new ArrayList<String>();
        json(user.request().get(series + "/occurrences?limit=5")).path("items").forEach(at -> times.add(at.asText()));
        return times;
    }

    private static void now(String time) {
        QuarkusMock.installMockForType(Clock.fixed(Instant.parse(time), ZoneOffset.UTC), Clock.class);
    }

    private static void refused(Response response, int status, String code) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
        assertThat(json(response).path("code").asText()).isEqualTo(code);
    }
}
