package io.focusforge.worker.schedule;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.local.testing.FocusForgeServers;
import io.focusforge.local.testing.TestTokens;
import io.focusforge.worker.postgres.Statement;
import io.focusforge.worker.testing.FreePorts;
import io.focusforge.worker.testing.Jobs;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "worker"))
@WithTestResource(FreePorts.class)
class ScheduleResourceTest {
    private final Timetable timetable = new Timetable(Jobs.ofSomebody());

    @Inject
    TenantDatabase database;

    @Inject
    MeterRegistry registry;

    @AfterEach
    void clear() {
        timetable.clear();
    }

    @Test
    void makesAScheduleAndShowsIt() {
        var made = timetable.post(Timetable.NIGHTLY).then().statusCode(201);
        var id = made.extract().<String>path("id");
        made.header("Location", equalTo(Timetable.PATH + "/" + id));
        timetable
                .jobs()
                .request()
                .get(Timetable.PATH + "/" + id)
                .then()
                .statusCode(200)
                .body("name", equalTo("nightly"))
                .body("cron", equalTo("30 2 * * *"))
                .body("timeZone", equalTo("Europe/Berlin"))
                .body("every", nullValue())
                .body("catchUp", equalTo("one"))
                .body("overlap", equalTo("skip"))
                .body("paused", equalTo(false))
                .body("job.type", equalTo("webhook.deliver"))
                .body("job.timeout", equalTo("PT20S"))
                .body("job.payload.url", equalTo("https://example.com/hook"))
                .body("fired", equalTo(0))
                .body("lastFires", hasSize(0))
                .body("nextAt", notNullValue());
    }

    @Test
    void showsItsNextTimes() {
        var id = timetable.made(Timetable.NIGHTLY);
        var times = timetable.get("/" + id + "/next?count=3").getList("items", String.class);
        assertThat(times)
                .hasSize(3)
                .doesNotHaveDuplicates()
                .isSorted()
                .first()
                .isEqualTo(timetable.get(id).getString("nextAt"));
        assertThat(times).allMatch(time -> time.matches(".*T0[01]:30:00Z"));
        assertThat(timetable.get("/" + id + "/next").getList("items")).hasSize(10);
        for (var count : List.of("0", "101", "x")) {
            timetable
                    .jobs()
                    .request()
                    .get(Timetable.PATH + "/" + id + "/next?count=" + count)
                    .then()
                    .statusCode(400)
                    .body("violations[0].field", equalTo("count"));
        }
    }

    @Test
    void listsSchedulesNewestFirstWithoutPayloads() {
        var first = timetable.made(Timetable.NIGHTLY);
        var second = timetable.made(Timetable.hourly());
        var third = timetable.made(Timetable.hourly());
        var page = timetable.get("?limit=2");
        assertThat(page.getList("items.id", UUID.class)).containsExactly(third, second);
        var rest = timetable.get("?limit=2&cursor=" + page.getString("nextCursor"));
        assertThat(rest.getList("items.id", UUID.class)).containsExactly(first);
        assertThat(rest.getString("nextCursor")).isNull();
        assertThat(rest.getString("items[0].job.type")).isEqualTo("webhook.deliver");
        assertThat(rest.getString("items[0].job.payload")).isNull();
        assertThat(rest.getString("items[0].lastFires")).isNull();
    }

    @Test
    void neverShowsASecretAgainAndKeepsOneThatIsSentAsItIsShown() {
        var id = timetable.made(Timetable.NIGHTLY);
        assertThat(timetable.get(id).getString("job.payload.secret")).isEqualTo("***");
        assertThat(timetable.get("").prettify()).doesNotContain("whsec_");
        Map<String, Object> job = timetable.get(id).getMap("job");
        timetable
                .jobs()
                .request()
                .body(Map.of("cron", "0 3 * * *", "job", job))
                .put(Timetable.PATH + "/" + id)
                .then()
                .statusCode(200)
                .body("job.payload.secret", equalTo("***"));
        assertThat(storedJob(id)).contains("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    }

    private String storedJob(UUID id) {
        return database.inTransaction(timetable.jobs().tenant(), connection -> new Statement(
                        "SELECT job::text FROM schedules WHERE tenant_id = $1 AND id = $2")
                .run(connection, timetable.jobs().tenant(), id)
                .iterator()
                .next()
                .getString(0));
    }

    @Test
    void changesWhatIsGivenAndLeavesTheRest() {
        var id = timetable.made(Timetable.NIGHTLY);
        var before = timetable.get(id);
        patch(id, Map.of("name", "late", "overlap", "queue"))
                .then()
                .statusCode(200)
                .body("name", equalTo("late"))
                .body("overlap", equalTo("queue"))
                .body("cron", equalTo("30 2 * * *"))
                .body("nextAt", equalTo(before.getString("nextAt")));
        patch(id, Map.of("timeZone", "UTC")).then().statusCode(200).body("nextAt", containsString("T02:30:00Z"));
        patch(id, Map.of("every", "PT2H"))
                .then()
                .statusCode(200)
                .body("every", equalTo("PT2H"))
                .body("cron", nullValue())
                .body("timeZone", nullValue())
                .body("job.type", equalTo("webhook.deliver"));
        var next = Instant.parse(timetable.get(id).getString("nextAt"));
        patch(id, Map.of("every", 7200, "catchUp", "skip"))
                .then()
                .statusCode(200)
                .body("nextAt", equalTo(next.toString()));
        patch(id, Map.of("every", "PT3H", "cron", "0 0 * * *"))
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("every"));
        assertThat(timetable.get(id).getString("every")).isEqualTo("PT2H");
    }

    private io.restassured.response.Response patch(UUID id, Object body) {
        return timetable.jobs().request().body(body).patch(Timetable.PATH + "/" + id);
    }

    @Test
    void pausesAndGoesOn() {
        var id = timetable.made(Timetable.hourly());
        timetable
                .act(id, "pause")
                .then()
                .statusCode(200)
                .body("paused", equalTo(true))
                .body("nextAt", nullValue());
        timetable.act(id, "pause").then().statusCode(200);
        assertThat(timetable.get("/" + id + "/next").getList("items")).isEmpty();
        patch(id, Map.of("every", 60))
                .then()
                .statusCode(200)
                .body("paused", equalTo(true))
                .body("nextAt", nullValue());
        timetable
                .act(id, "resume")
                .then()
                .statusCode(200)
                .body("paused", equalTo(false))
                .body("nextAt", notNullValue());
        timetable.act(id, "resume").then().statusCode(200);
    }

    @Test
    void deletes() {
        var id = timetable.made(Timetable.hourly());
        timetable.act(id, "trigger").then().statusCode(202);
        timetable.jobs().request().delete(Timetable.PATH + "/" + id).then().statusCode(204);
        timetable.jobs().request().get(Timetable.PATH + "/" + id).then().statusCode(404);
        assertThat(timetable.jobs().count()).isEqualTo(1);
    }

    @Test
    void whatIsNotTheirsIsNotThere() {
        var id = timetable.made(Timetable.hourly());
        var ofTenant = new Timetable(new Jobs(timetable.jobs().tenant(), UUID.randomUUID()));
        var ofNobody = new Timetable(Jobs.ofSomebody());
        for (var other : List.of(ofTenant, ofNobody)) {
            assertThat(other.ids()).isEmpty();
            var path = Timetable.PATH + "/" + id;
            var answers = Stream.of(
                    other.jobs().request().get(path),
                    other.jobs().request().get(path + "/next"),
                    other.jobs().request().get(path + "/fires"),
                    other.jobs().request().body(Timetable.hourly()).put(path),
                    other.jobs().request().body(Map.of("name", "mine")).patch(path),
                    other.jobs().request().delete(path),
                    other.act(id, "pause"),
                    other.act(id, "resume"),
                    other.act(id, "trigger"),
                    timetable.jobs().request().get(Timetable.PATH + "/" + UUID.randomUUID()),
                    timetable.jobs().request().get(Timetable.PATH + "/x"));
            assertThat(answers).allSatisfy(answer -> answer.then()
                    .statusCode(404)
                    .body("code", equalTo("not_found"))
                    .body("detail", equalTo("There is no schedule with this id.")));
        }
        assertThat(timetable.get(id).getString("name")).isNull();
        assertThat(timetable.get(id).getBoolean("paused")).isFalse();
    }

    @Test
    void readersCannotWrite() {
        var reader = given().header(
                        "Authorization",
                        TestTokens.bearer(
                                timetable.jobs().tenant(), timetable.jobs().user(), "jobs:read"))
                .contentType("application/json");
        reader.body(Timetable.hourly()).post(Timetable.PATH).then().statusCode(403);
        assertThat(timetable.ids()).isEmpty();
    }

    @Test
    void makesOneScheduleUnderOneIdempotencyKey() {
        var first = keyed("k1").body(Timetable.hourly()).post(Timetable.PATH);
        first.then().statusCode(201).header("Idempotency-Replayed", nullValue());
        var second = keyed("k1").body(Timetable.hourly()).post(Timetable.PATH);
        second.then().statusCode(201).header("Idempotency-Replayed", "true");
        assertThat(second.asString()).isEqualTo(first.asString());
        assertThat(timetable.ids()).hasSize(1);
        keyed("k1")
                .body(Timetable.hourly("FAIL", Map.of()))
                .post(Timetable.PATH)
                .then()
                .statusCode(422);
    }

    @Test
    void triggersOnceUnderOneIdempotencyKey() {
        var started = registry.counter("focusforge_schedules_fires", "outcome", "started");
        var before = started.count();
        var id = timetable.made(Timetable.hourly());
        timetable.act(id, "pause");
        var first = keyed("k2").post(Timetable.PATH + "/" + id + "/trigger");
        var job = UUID.fromString(first.then()
                .statusCode(202)
                .body("state", equalTo("started"))
                .extract()
                .path("jobId"));
        first.then().header("Location", equalTo("/api/v1/jobs/" + job));
        keyed("k2")
                .post(Timetable.PATH + "/" + id + "/trigger")
                .then()
                .statusCode(202)
                .body("jobId", equalTo(job.toString()));
        timetable.jobs().await(job, "succeeded");
        assertThat(timetable.jobs().count()).isEqualTo(1);
        var fire = timetable.get("/" + id + "/fires");
        assertThat(fire.getList("items")).hasSize(1);
        assertThat(fire.getBoolean("items[0].manual")).isTrue();
        assertThat(timetable.get(id).getInt("fired")).isEqualTo(1);
        assertThat(timetable.get(id).getBoolean("paused")).isTrue();
        assertThat(started.count()).isEqualTo(before + 1);
    }

    private io.restassured.specification.RequestSpecification keyed(String key) {
        return timetable.jobs().request().header("Idempotency-Key", key);
    }
}
