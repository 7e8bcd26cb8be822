package io.focusforge.worker.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.local.testing.FocusForgeServers;
import io.focusforge.worker.postgres.Statement;
import io.focusforge.worker.testing.FreePorts;
import io.focusforge.worker.testing.Jobs;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "worker"))
@WithTestResource(FreePorts.class)
class ScheduleInputTest {
    private final Timetable timetable = new Timetable(Jobs.ofSomebody());

    @Inject
    TenantDatabase database;

    @AfterEach
    void clear() {
        timetable.clear();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {}                                                      | cron                | either
            {'cron':'0 0 * * *','every':60}                         | every               | either
            {'cron':'0 0 30 2 *'}                                   | cron                | never fires
            {'cron':'0 0 31 4 *'}                                   | cron                | never fires
            {'cron':'@daily'}                                       | cron                | fields
            {'cron':'61 * * * *'}                                   | cron                | range
            {'cron':'0 22-2 * * *'}                                 | cron                | goes back
            {'cron':'0 0 * * *','timeZone':'Mars/Olympus'}          | timeZone            | time zone
            {'cron':'0 0 * * *','timeZone':''}                      | timeZone            | time zone
            {'every':60,'timeZone':'UTC'}                           | timeZone            | cron
            {'every':0}                                             | every               | one second
            {'every':'PT0.5S'}                                      | every               | one second
            {'every':'P400D'}                                       | every               | 366
            {'every':'PT1.0000001S'}                                | every               | milliseconds
            {'every':'soon'}                                        | every               | ISO
            {'every':60,'catchUp':'some'}                           | catchUp             | skip, one, all
            {'every':60,'overlap':'allow'}                          | overlap             | skip, queue, replace
            {'every':60,'name':''}                                  | name                | size
            {'every':60,'name':'a\\u0000b'}                         | name                | match
            {'every':60,'often':1}                                  | often               | not known
            {'every':60,'job':null}                                 | job                 | object
            {'every':60,'job':[]}                                   | job                 | object
            {'every':60,'job':{'type':'no.such','payload':{}}}      | job.type            | known types
            {'every':60,'job':{'type':'task.analyze','payload':{}}} | job.type            | known types
            {'every':60,'job':{'payload':{}}}                       | job.type            | blank
            {'every':60,'job':{'type':'test.scripted'}}             | job.payload         | null
            {'every':60,'job':{'type':'test.scripted','payload':{'steps':[]}}}           | job.payload.steps | empty
            {'every':60,'job':{'type':'test.scripted','payload':{'steps':['JUMP']}}}     | job.payload.steps[0] | one of
            {'every':60,'job':{'type':'test.scripted','payload':{'steps':['DONE']},'queue':'x'}} | job.queue | queues
            {'every':60,'job':{'type':'test.scripted','payload':{'steps':['DONE']},'maxAttempts':0}} | job.maxAttempts | greater
            {'every':60,'job':{'type':'test.scripted','payload':{'steps':['DONE']},'delay':5}} | job.delay | not for
            {'every':60,'job':{'type':'test.scripted','payload':{'steps':['DONE']},'runAt':'2027-01-01T00:00:00Z'}} | job.runAt | not for
            {'every':60,'job':{'type':'test.scripted','payload':{'steps':['DONE']},'deadline':'2027-01-01T00:00:00Z'}} | job.deadline | not for
            {'every':60,'job':{'type':'test.scripted','payload':{'steps':['DONE']},'dedupe':{'key':'k'}}} | job.dedupe | not for
            {'every':60,'job':{'type':'test.scripted','payloadRef':'01a1fef9-51df-7565-b839-41e5a1708d28'}} | job.payloadRef | not for
            {'every':60,'job':{'type':'test.scripted','payload':{'steps':['DONE']},'colour':'red'}} | job.colour | not known""")
    void refusesBadInputAndStoresNothing(String given, String field, String message) {
        var body = given.contains("'job'")
                ? given
                : given.replaceFirst(
                        "}$",
                        (given.equals("{}") ? "" : ",")
                                + "'job':{'type':'test.scripted','payload':{'steps':['DONE']}}}");
        timetable
                .post(Timetable.json(body))
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo(field))
                .body("violations[0].message", containsString(message));
        assertThat(timetable.ids()).isEmpty();
    }

    @Test
    void refusesAPayloadThatIsTooLarge() {
        var job = Map.of("type", "test.scripted", "payload", Map.of("steps", List.of("x".repeat(300_000))));
        timetable.post(Map.of("every", 60, "job", job)).then().statusCode(413);
        assertThat(timetable.ids()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{'cron':'0 0 30 2 *'}", "{'timeZone':'Mars/Olympus'}", "{'job':{'type':'no.such','payload':{}}}"
            })
    void refusesABadChangeAndChangesNothing(String change) {
        var id = timetable.made(Timetable.NIGHTLY);
        var before = timetable.get(id).prettify();
        patch(id, Timetable.json(change)).then().statusCode(400);
        assertThat(timetable.get(id).prettify()).isEqualTo(before);
    }

    @Test
    void aTenantHasOnlySoMany() throws Exception {
        timetable.made(Timetable.hourly());
        fillUpTo(997);
        var other = new Timetable(new Jobs(timetable.jobs().tenant(), UUID.randomUUID()));
        List<Callable<Integer>> asking = Stream.generate(() ->
                        (Callable<Integer>) () -> other.post(Timetable.hourly()).statusCode())
                .limit(8)
                .toList();
        try (var threads = Executors.newFixedThreadPool(8)) {
            var answers = threads.invokeAll(asking, 30, java.util.concurrent.TimeUnit.SECONDS).stream()
                    .map(future -> future.resultNow())
                    .toList();
            assertThat(answers).containsOnly(201, 409);
            assertThat(answers.stream().filter(status -> status == 201)).hasSize(2);
        }
        other.post(Timetable.hourly())
                .then()
                .statusCode(409)
                .body("code", equalTo("conflict"))
                .body("detail", containsString("1000"));
        forget();
    }

    private void fillUpTo(int more) {
        database.inTransaction(timetable.jobs().tenant(), connection -> new Statement("""
                INSERT INTO schedules (tenant_id, id, user_id, every_ms, anchor, catch_up, overlap, job, paused_at, created_at, updated_at)
                SELECT tenant_id, gen_random_uuid(), user_id, every_ms, anchor, catch_up, overlap, job, created_at, created_at, created_at
                FROM schedules, generate_series(1, $2::int) WHERE tenant_id = $1""")
                .run(connection, timetable.jobs().tenant(), more));
    }

    private void forget() {
        database.inTransaction(
                timetable.jobs().tenant(), connection -> new Statement("DELETE FROM schedules WHERE tenant_id = $1")
                        .run(connection, timetable.jobs().tenant()));
    }

    private io.restassured.response.Response patch(UUID id, Object body) {
        return timetable.jobs().request().body(body).patch(Timetable.PATH + "/" + id);
    }
}
