package io.focusforge.worker.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.focusforge.local.testing.FocusForgeServers;
import io.focusforge.worker.job.JobKey;
import io.focusforge.worker.run.ClaimStore;
import io.focusforge.worker.testing.AdjustableClock;
import io.focusforge.worker.testing.FreePorts;
import io.focusforge.worker.testing.Jobs;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "worker"))
@WithTestResource(FreePorts.class)
class TermsTest {
    private final Jobs jobs = Jobs.ofSomebody();

    @Inject
    AdjustableClock clock;

    @Inject
    ClaimStore claims;

    private static Map<String, Object> job(String step, Map<String, Object> terms) {
        var job = new HashMap<>(terms);
        job.put("type", "test.scripted");
        job.put("payload", Map.of("steps", List.of(step)));
        return job;
    }

    private UUID accepted(String step, Map<String, Object> terms) {
        return jobs.accepted(job(step, terms));
    }

    @Test
    void showsWhatWasAskedFor() {
        var deadline = clock.instant().plus(Duration.ofDays(1)).toString();
        jobs.post(job(
                        "DONE",
                        Map.of(
                                "delay",
                                "PT1H",
                                "timeout",
                                90,
                                "deadline",
                                deadline,
                                "priorityRank",
                                7,
                                "retry",
                                Map.of("attempts", 9, "base", "PT2S", "cap", 60, "jitter", "full"))))
                .then()
                .statusCode(202)
                .body("maxAttempts", equalTo(9))
                .body("timeout", equalTo("PT1M30S"))
                .body("retry.base", equalTo("PT2S"))
                .body("retry.cap", equalTo("PT1M"))
                .body("priorityRank", equalTo(7));
        var stored = jobs.request().get("/api/v1/jobs").jsonPath();
        assertThat(stored.getString("items[0].timeout")).isEqualTo("PT1M30S");
        assertThat(Instant.parse(stored.getString("items[0].deadline"))).isCloseTo(Instant.parse(deadline), within());
        assertThat(Instant.parse(stored.getString("items[0].runAt")))
                .isAfter(clock.instant().plus(Duration.ofMinutes(59)));
    }

    private static org.assertj.core.data.TemporalUnitOffset within() {
        return new org.assertj.core.data.TemporalUnitWithinOffset(1, java.time.temporal.ChronoUnit.MILLIS);
    }

    @Test
    void triesAsOftenAsTheJobSays() {
        var id = accepted("RETRY", Map.of("retry", Map.of("attempts", 2)));
        assertThat(jobs.await(id, "dead").getInt("attempt")).isEqualTo(2);
    }

    @Test
    void waitsBetweenAttemptsAsTheJobSays() {
        var id = accepted("RETRY", Map.of("retry", Map.of("base", "PT24H", "cap", "PT24H")));
        await().until(() -> jobs.get(id).getList("errors").size() == 1);
        assertThat(Instant.parse(jobs.get(id).getString("runAt")))
                .isAfter(clock.instant().plusSeconds(1));
    }

    @Test
    void interruptsAnAttemptAfterTheTimeoutOfTheJob() {
        var id = accepted("HANG", Map.of("timeout", 1, "maxAttempts", 1));
        assertThat(jobs.await(id, "dead").getString("errors[0].message")).contains("longer than 1 s");
    }

    @Test
    void buriesAJobThatWasNotStartedBeforeItsDeadline() {
        var id = accepted(
                "DONE",
                Map.of(
                        "queue",
                        "manual",
                        "deadline",
                        clock.instant().plusSeconds(5).toString()));
        await().until(() -> jobs.get(id).getString("state").equals("queued"));
        clock.putForward(Duration.ofSeconds(6));

        assertThat(claims.claim(List.of(new JobKey(jobs.tenant(), id)))).isEmpty();
        var dead = jobs.await(id, "dead");
        assertThat(dead.getList("errors.code")).containsExactly("deadline_exceeded");
        assertThat(dead.getInt("attempt")).isZero();
    }

    @Test
    void startsAJobBeforeItsDeadline() {
        var id = accepted(
                "DONE", Map.of("deadline", clock.instant().plusSeconds(60).toString()));
        jobs.await(id, "succeeded");
    }

    @Test
    void runsAJobAgainWhoseDeadlineHasPassed() {
        var id = accepted(
                "FAIL", Map.of("deadline", clock.instant().plusSeconds(5).toString()));
        jobs.await(id, "dead");
        clock.putForward(Duration.ofSeconds(6));
        jobs.request().post("/api/v1/jobs/" + id + "/retry").then().statusCode(200);
        await().until(() -> jobs.get(id).getList("errors").size() == 2);
        assertThat(jobs.get(id).getList("errors.code")).containsExactly("gone", "gone");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            'runAt':'2020-01-01T00:00:00Z'              | runAt
            'runAt':'2099-01-01T00:00:00Z'              | runAt
            'delay':-1                                  | delay
            'delay':'P367D'                             | delay
            'delay':'P1Y'                               | delay
            'delay':true                                | delay
            'delay':5,'runAt':'2020-01-01T00:00:00Z'    | delay
            'deadline':'2020-01-01T00:00:00Z'           | deadline
            'deadline':'2099-01-01T00:00:00Z'           | deadline
            'timeout':0                                 | timeout
            'timeout':'PT1H1S'                          | timeout
            'priorityRank':-1                           | priorityRank
            'priorityRank':101                          | priorityRank
            'retry':{'attempts':0}                      | retry.attempts
            'retry':{'attempts':101}                    | retry.attempts
            'retry':{'attempts':3},'maxAttempts':3      | retry.attempts
            'retry':{'base':0}                          | retry.base
            'retry':{'cap':'PT25H'}                     | retry.cap
            'retry':{'base':10,'cap':5}                 | retry.cap
            'retry':{'jitter':'none'}                   | retry.jitter
            'retry':{'factor':3}                        | retry.factor""")
    void refusesBadInputAndStoresNothing(String terms, String field) {
        var body = "{'type':'test.scripted','payload':{'steps':['DONE']},%s}"
                .formatted(terms)
                .replace('\'', '"');
        jobs.post(body).then().statusCode(400).body("violations[0].field", equalTo(field));
        assertThat(jobs.count()).isZero();
    }
}
