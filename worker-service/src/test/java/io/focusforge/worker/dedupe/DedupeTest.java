package io.focusforge.worker.dedupe;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.focusforge.common.id.Ids;
import io.focusforge.local.testing.FocusForgeServers;
import io.focusforge.local.testing.TestTokens;
import io.focusforge.worker.job.JobKey;
import io.focusforge.worker.run.ClaimStore;
import io.focusforge.worker.testing.AdjustableClock;
import io.focusforge.worker.testing.FreePorts;
import io.focusforge.worker.testing.Jobs;
import io.focusforge.worker.testing.Scripted;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "worker"))
@WithTestResource(FreePorts.class)
class DedupeTest {
    private final Jobs jobs = Jobs.ofSomebody();

    @Inject
    AdjustableClock clock;

    @Inject
    ClaimStore claims;

    @Inject
    Dedupes dedupes;

    @Inject
    Scripted handler;

    private static Map<String, Object> job(Map<String, Object> dedupe, String step) {
        var job = new HashMap<String, Object>();
        job.put("type", "test.scripted");
        job.put("delay", 600);
        job.put("payload", Map.of("steps", List.of(step)));
        job.put("dedupe", dedupe);
        return job;
    }

    private static Map<String, Object> job(String mode) {
        return job(Map.of("key", "k", "mode", mode), "DONE");
    }

    private static Map<String, Object> now(Map<String, Object> job) {
        job.remove("delay");
        return job;
    }

    private Instant runAt(UUID id) {
        return Instant.parse(jobs.get(id).getString("runAt"));
    }

    private static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
        try (var threads = Executors.newFixedThreadPool(calls.size())) {
            var results = new ArrayList<T>();
            for (Future<T> result : threads.invokeAll(calls)) {
                results.add(result.get());
            }
            return results;
        }
    }

    @Test
    void answersWithTheJobThatIsThere() {
        var first = jobs.post(job("reject"));
        first.then().statusCode(202).body("deduplicated", nullValue());
        var second = jobs.post(job(Map.of("key", "k"), "FAIL"));

        second.then()
                .statusCode(202)
                .body("deduplicated", equalTo(true))
                .body("id", equalTo(first.path("id")))
                .body("payload.steps[0]", equalTo("DONE"))
                .header("Location", equalTo(first.header("Location")));
        assertThat(jobs.count()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"reject", "replace", "debounce"})
    void makesOneJobOfConcurrentRequests(String mode) throws Exception {
        var ids = atOnce(IntStream.range(0, 32)
                .<Callable<UUID>>mapToObj(number -> () -> jobs.accepted(job(mode)))
                .toList());
        assertThat(ids).containsOnly(ids.getFirst());
        assertThat(jobs.count()).isEqualTo(1);
    }

    @Test
    void letsBatchesWithTheSameKeysInAnotherOrderPass() throws Exception {
        var a = job(Map.of("key", "a"), "DONE");
        var b = job(Map.of("key", "b"), "DONE");
        var answers = atOnce(IntStream.range(0, 16)
                .<Callable<Integer>>mapToObj(number -> () -> jobs.request()
                        .urlEncodingEnabled(false)
                        .body(Map.of("jobs", number % 2 == 0 ? List.of(a, b) : List.of(b, a)))
                        .post("/api/v1/jobs:batch")
                        .statusCode())
                .toList());
        assertThat(answers).containsOnly(202);
        assertThat(jobs.count()).isEqualTo(2);
    }

    @Test
    void replacesThePayloadOfAJobThatWaits() {
        var id = jobs.accepted(job("reject"));
        var time = runAt(id);
        assertThat(jobs.accepted(job(Map.of("key", "k", "mode", "replace"), "FAIL")))
                .isEqualTo(id);
        assertThat(jobs.get(id).getString("payload.steps[0]")).isEqualTo("FAIL");
        assertThat(runAt(id)).isEqualTo(time);
    }

    @Test
    void makesANewJobWhenTheOneToReplaceHasStarted() {
        var running = jobs.accepted(now(job(Map.of("key", "k", "mode", "replace"), "HANG")));
        await().until(() -> handler.isHanging(running));
        var next = jobs.accepted(job("replace"));
        assertThat(next).isNotEqualTo(running);
        assertThat(jobs.accepted(job("replace"))).isEqualTo(next);
        jobs.request().post("/api/v1/jobs/" + running + "/cancel").then().statusCode(200);
    }

    @Test
    void putsAJobOffByItsDelay() {
        var id = jobs.accepted(job("debounce"));
        var first = runAt(id);
        assertThat(jobs.accepted(job("debounce"))).isEqualTo(id);
        assertThat(runAt(id)).isAfter(first);
    }

    @Test
    void putsOffAJobThatIsOnItsWayToAWorker() {
        var job = now(job("reject"));
        job.put("queue", "manual");
        var id = jobs.accepted(job);
        assertThat(jobs.accepted(job("debounce"))).isEqualTo(id);
        assertThat(claims.claim(List.of(new JobKey(jobs.tenant(), id)))).isEmpty();
        assertThat(jobs.get(id).getString("state")).isEqualTo("queued");
    }

    @Test
    void stillAnswersWithAJobThatHasSucceeded() {
        var id = jobs.accepted(now(job("reject")));
        jobs.await(id, "succeeded");
        assertThat(jobs.accepted(job("reject"))).isEqualTo(id);
    }

    @Test
    void forgetsTheKeyAfterItsTime() {
        var brief = job(Map.of("key", "k", "ttl", "PT5S"), "DONE");
        var id = jobs.accepted(brief);
        clock.putForward(Duration.ofSeconds(6));
        dedupes.forget();
        assertThat(jobs.accepted(brief)).isNotEqualTo(id);
    }

    @Test
    void doesNotHoldTheKeyForACancelledJob() {
        var id = jobs.accepted(job("reject"));
        jobs.request().post("/api/v1/jobs/" + id + "/cancel").then().statusCode(200);
        assertThat(jobs.accepted(job("reject"))).isNotEqualTo(id);
    }

    @Test
    void keepsKeysOfOtherTypesUsersAndTenantsApart() {
        var id = jobs.accepted(job("replace"));
        var hook = Map.of(
                "type",
                "webhook.deliver",
                "delay",
                600,
                "dedupe",
                Map.of("key", "k"),
                "payload",
                Map.of("url", "https://example.com/", "event", Map.of("type", "e", "data", 1)));
        assertThat(jobs.accepted(hook)).isNotEqualTo(id);
        var replacing = job(Map.of("key", "k", "mode", "replace"), "FAIL");
        assertThat(new Jobs(jobs.tenant(), UUID.randomUUID()).accepted(replacing))
                .isNotEqualTo(id);
        assertThat(new Jobs(UUID.randomUUID(), jobs.user()).accepted(replacing)).isNotEqualTo(id);
        assertThat(jobs.get(id).getString("payload.steps[0]")).isEqualTo("DONE");
    }

    @Test
    void repeatsTheAnswerUnderAnIdempotencyKey() {
        var id = jobs.accepted(job("reject"));
        var first = jobs.request()
                .header("Idempotency-Key", "k1")
                .body(job("reject"))
                .post("/api/v1/jobs");
        var second = jobs.request()
                .header("Idempotency-Key", "k1")
                .body(job("reject"))
                .post("/api/v1/jobs");
        second.then().statusCode(202).header("Idempotency-Replayed", "true").body("id", equalTo(id.toString()));
        assertThat(second.asString()).isEqualTo(first.asString());
    }

    @Test
    void servesOtherServicesToo() {
        for (var number = 0; number < 2; number++) {
            var job = Map.of(
                    "id", Ids.next(),
                    "tenantId", jobs.tenant(),
                    "user", jobs.user(),
                    "type", "test.scripted",
                    "dedupe", Map.of("key", "k"),
                    "payload", Map.of("steps", List.of("DONE")));
            given().header(
                            "Authorization",
                            TestTokens.bearerFrom(
                                    "orchestrator", UUID.randomUUID(), UUID.randomUUID(), "internal:write"))
                    .contentType("application/json")
                    .body(List.of(job))
                    .post("/internal/jobs")
                    .then()
                    .statusCode(202);
        }
        assertThat(jobs.count()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {}                                   | dedupe.key
            {'key':''}                           | dedupe.key
            {'key':'\\u0000'}                    | dedupe.key
            {'key':'k','ttl':0}                  | dedupe.ttl
            {'key':'k','ttl':'PT0.5S'}           | dedupe.ttl
            {'key':'k','ttl':604801}             | dedupe.ttl
            {'key':'k','ttl':99999999999999999999} | dedupe.ttl
            {'key':'k','ttl':'a while'}          | dedupe.ttl
            {'key':'k','ttl':1.5}                | dedupe.ttl
            {'key':'k','mode':'merge'}           | dedupe.mode
            {'key':'k','mode':'debounce'}        | dedupe.mode
            {'key':'k','other':1}                | dedupe.other""")
    void refusesBadInputAndStoresNothing(String dedupe, String field) {
        var body = "{'type':'test.scripted','payload':{'steps':['DONE']},'dedupe':%s}"
                .formatted(dedupe)
                .replace('\'', '"');
        jobs.post(body).then().statusCode(400).body("violations[0].field", equalTo(field));
        assertThat(jobs.count()).isZero();
    }

    @Test
    void refusesAKeyThatIsTooLong() {
        jobs.post(job(Map.of("key", "k".repeat(201)), "DONE")).then().statusCode(400);
        jobs.post(job(Map.of("key", "k".repeat(200)), "DONE")).then().statusCode(202);
    }
}
