package io.focusforge.worker.batch;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.focusforge.local.testing.FocusForgeServers;
import io.focusforge.local.testing.TestTokens;
import io.focusforge.worker.testing.AdjustableClock;
import io.focusforge.worker.testing.FreePorts;
import io.focusforge.worker.testing.Jobs;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "worker"))
@WithTestResource(FreePorts.class)
class BatchResourceTest {
    private static final Map<String, Object> DONE =
            Map.of("type", "test.scripted", "payload", Map.of("steps", List.of("DONE")));

    private final Jobs jobs = Jobs.ofSomebody();

    @Inject
    AdjustableClock clock;

    /** The colon is sent as it is. */
    private RequestSpecification request() {
        return jobs.request().urlEncodingEnabled(false);
    }

    private Response post(Object body) {
        return request().body(body).post("/api/v1/jobs:batch");
    }

    private Response post(String key, Object body) {
        return request().header("Idempotency-Key", key).body(body).post("/api/v1/jobs:batch");
    }

    private static Map<String, Object> batch(Object... items) {
        return Map.of("jobs", List.of(items));
    }

    private static Map<String, Object> hook(int number) {
        return Map.of(
                "type",
                "webhook.deliver",
                "delay",
                3600,
                "payload",
                Map.of("url", "https://example.com/" + number, "event", Map.of("type", "ping", "data", number)));
    }

    private static List<UUID> ids(Response response) {
        return response.then().statusCode(202).extract().jsonPath().getList("items.id", UUID.class);
    }

    @Test
    void acceptsJobsAndNamesThemInOrder() {
        var ids = ids(post(batch(hook(0), hook(1), hook(2))));
        assertThat(ids).hasSize(3);
        for (var number = 0; number < 3; number++) {
            assertThat(jobs.get(ids.get(number)).getInt("payload.event.data")).isEqualTo(number);
        }
    }

    @Test
    void runsThem() {
        ids(post(batch(DONE, DONE))).forEach(id -> jobs.await(id, "succeeded"));
    }

    @Test
    void acceptsAThousand() {
        var hooks = IntStream.range(0, 1_000).mapToObj(BatchResourceTest::hook).toArray();
        assertThat(ids(post(batch(hooks)))).doesNotHaveDuplicates().hasSize(1_000);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {'type':'nothing.known','payload':{}}                                            | invalid_request | jobs[1].type
            {'payload':{}}                                                                   | invalid_request | jobs[1].type
            {'type':'test.scripted','payload':{}}                                            | invalid_request | jobs[1].payload.steps
            {'type':'test.scripted','payload':{'steps':['JUMP']}}                            | invalid_type    | jobs[1].payload.steps[0]
            {'type':'test.scripted','payload':{'steps':['DONE']},'extra':1}                  | unknown_field   | jobs[1].extra
            {'type':'test.scripted','payload':{'steps':['DONE']},'maxAttempts':0}            | invalid_request | jobs[1].maxAttempts
            {'type':'test.scripted','payload':{'steps':['DONE']},'dedupe':{'key':''}}        | invalid_request | jobs[1].dedupe.key
            {'type':'test.scripted','payload':{'steps':['DONE']},'delay':'soon'}             | invalid_request | jobs[1].delay
            {'type':'test.scripted','payload':{'steps':['DONE']},'runAt':'2020-01-01T00:00:00Z'}    | invalid_request | jobs[1].runAt
            {'type':'webhook.deliver','payload':{'url':'ftp://a.b/','event':{'type':'e','data':1}}} | invalid_request | jobs[1].payload.url
            'text'                                                                           | invalid_type    | jobs[1]
            null                                                                             | invalid_request | jobs[1]""")
    void namesTheFirstBadOneAndStoresNone(String bad, String code, String field) {
        var good = "{'type':'test.scripted','payload':{'steps':['DONE']}}";
        var worse = "{'type':5}";
        post("{'jobs':[%s,%s,%s]}".formatted(good, bad, worse).replace('\'', '"'))
                .then()
                .statusCode(400)
                .body("code", equalTo(code))
                .body("violations.size()", equalTo(1))
                .body("violations[0].field", equalTo(field));
        assertThat(jobs.count()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"jobs\":null}", "{\"jobs\":[]}", "{\"jobs\":{}}", "{\"jobs\":[],\"more\":1}"})
    void refusesABodyWithoutJobs(String body) {
        post(body).then().statusCode(400);
    }

    @Test
    void refusesMoreThanAThousand() {
        post(Map.of("jobs", Collections.nCopies(1_001, hook(1))))
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("jobs"));
        assertThat(jobs.count()).isZero();
    }

    @Test
    void namesTheOneThatIsTooLarge() {
        var large = Map.of("type", "test.scripted", "payload", Map.of("steps", "x".repeat(262_144)));
        post(batch(DONE, large))
                .then()
                .statusCode(413)
                .body("code", equalTo("payload_too_large"))
                .body("detail", containsString("jobs[1]"));
        assertThat(jobs.count()).isZero();
    }

    @Test
    void needsTheScopeToWrite() {
        given().header("Authorization", TestTokens.bearer(jobs.tenant(), jobs.user(), "jobs:read"))
                .urlEncodingEnabled(false)
                .contentType("application/json")
                .body(batch(DONE))
                .post("/api/v1/jobs:batch")
                .then()
                .statusCode(403);
    }

    @Test
    void repeatsTheFirstAnswerUnderAnIdempotencyKey() {
        var first = post("k1", batch(hook(1), hook(2)));
        first.then().statusCode(202).header("Idempotency-Replayed", nullValue());
        var second = post("k1", batch(hook(1), hook(2)));
        second.then().statusCode(202).header("Idempotency-Replayed", "true").contentType("application/json");

        assertThat(second.asString()).isEqualTo(first.asString());
        assertThat(jobs.count()).isEqualTo(2);
        post("k1", batch(hook(1))).then().statusCode(422).body("code", equalTo("idempotency_key_reused"));
    }

    @Test
    void repeatsTheFirstAnswerAlsoWhenATimeInTheRequestHasPassed() {
        var soon = clock.instant().plusSeconds(5).toString();
        var job = Map.of("type", "test.scripted", "runAt", soon, "payload", Map.of("steps", List.of("DONE")));
        var batch = post("k1", batch(job));
        var single = jobs.request().header("Idempotency-Key", "k2").body(job).post("/api/v1/jobs");
        clock.putForward(Duration.ofMinutes(2));

        post(batch(job)).then().statusCode(400);
        assertThat(post("k1", batch(job)).asString()).isEqualTo(batch.asString());
        var again = jobs.request().header("Idempotency-Key", "k2").body(job).post("/api/v1/jobs");
        assertThat(again.then().statusCode(202).extract().asString()).isEqualTo(single.asString());
    }

    @Test
    void usesNoIdempotencyKeyUpOnARefusedBatch() {
        post("k1", batch(Map.of("type", "nothing.known", "payload", Map.of())))
                .then()
                .statusCode(400);
        post("k1", batch(DONE)).then().statusCode(202);
    }

    @Test
    void makesOneJobOfThoseThatShareADedupeKey() {
        var first = Map.of(
                "type",
                "test.scripted",
                "delay",
                60,
                "dedupe",
                Map.of("key", "k"),
                "payload",
                Map.of("steps", List.of("DONE")));
        var second = Map.of(
                "type",
                "test.scripted",
                "delay",
                60,
                "dedupe",
                Map.of("key", "k", "mode", "replace"),
                "payload",
                Map.of("steps", List.of("FAIL")));
        var answer = post(batch(first, second));

        var ids = ids(answer);
        assertThat(ids.get(1)).isEqualTo(ids.get(0));
        assertThat(answer.jsonPath().getList("items.deduplicated")).containsExactly(null, true);
        assertThat(jobs.get(ids.get(0)).getString("payload.steps[0]")).isEqualTo("FAIL");
        assertThat(jobs.count()).isEqualTo(1);
    }
}
