package io.focusforge.worker.control;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.focusforge.local.testing.FocusForgeServers;
import io.focusforge.local.testing.TestTokens;
import io.focusforge.worker.testing.FreePorts;
import io.focusforge.worker.testing.Jobs;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "worker"))
@WithTestResource(FreePorts.class)
class JobResourceTest {
    private static final String LATER = LocalDate.now(ZoneOffset.UTC).plusDays(100) + "T00:00:00Z";
    private static final String HOOK =
            "{'type':'webhook.deliver','runAt':'" + LATER + "','payload':{'url':'https://example.com/hook',"
                    + "'secret':'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw','event':{'type':'ping','data':{}}}}";

    private final Jobs jobs = Jobs.ofSomebody();

    private static String json(String singleQuoted) {
        return singleQuoted.replace('\'', '"');
    }

    @Test
    void acceptsAJobAndShowsIt() {
        var response = jobs.post(json(HOOK)).then().statusCode(202);
        var id = response.extract().<String>path("id");

        response.header("Location", equalTo("/api/v1/jobs/" + id));
        jobs.request()
                .get("/api/v1/jobs/" + id)
                .then()
                .statusCode(200)
                .body("type", equalTo("webhook.deliver"))
                .body("state", equalTo("queued"))
                .body("queue", equalTo("notify"))
                .body("priority", equalTo("normal"))
                .body("attempt", equalTo(0))
                .body("maxAttempts", equalTo(12))
                .body("runAt", equalTo(LATER))
                .body("payload.url", equalTo("https://example.com/hook"));
    }

    @Test
    void neverShowsASecretAgain() {
        var answer = jobs.post(json(HOOK));
        assertThat(answer.asString()).doesNotContain("whsec_");
        var id = UUID.fromString(answer.path("id"));
        assertThat(jobs.get(id).getString("payload.secret")).isEqualTo("***");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {'type':'nothing.known','payload':{}}                                    | invalid_request | test.scripted, webhook.deliver
            {'type':'task.analyze','payload':{'taskId':'x'}}                         | invalid_request | known types
            {'payload':{}}                                                           | invalid_request | type
            {'type':'test.scripted'}                                                 | invalid_request | payload
            {'type':'test.scripted','payload':null}                                  | invalid_request | payload
            {'type':'test.scripted','payload':'text'}                                | invalid_type    | payload
            {'type':'test.scripted','payload':{}}                                    | invalid_request | payload.steps
            {'type':'test.scripted','payload':{'steps':['DONE'],'extra':1}}          | unknown_field   | payload.extra
            {'type':'test.scripted','payload':{'steps':['JUMP']}}                    | invalid_type    | payload.steps[0]
            {'type':'test.scripted','payload':{'steps':['DONE']},'extra':1}          | unknown_field   | extra
            {'type':'test.scripted','payload':{'steps':['DONE']},'queue':'nowhere'}  | invalid_request | queue
            {'type':'test.scripted','payload':{'steps':['DONE']},'maxAttempts':0}    | invalid_request | maxAttempts
            {'type':'test.scripted','payload':{'steps':['DONE']},'maxAttempts':'3'}  | invalid_type    | maxAttempts
            {'type':'test.scripted','payload':{'steps':['DONE']},'maxAttempts':1.5}  | invalid_type    | maxAttempts
            {'type':'test.scripted','payload':{'steps':['DONE']},'runAt':'soon'}     | invalid_type    | runAt
            {'type':'test.scripted','payload':{'steps':['DONE']},'priority':'top'}   | invalid_type    | priority
            {'type':'webhook.deliver','payload':{'url':'ftp://a.b/','event':{'type':'e','data':1}}}                  | invalid_request | payload.url
            {'type':'webhook.deliver','payload':{'url':'https://a.b/','event':{'type':'e'}}}                         | invalid_request | payload.event.data
            {'type':'webhook.deliver','payload':{'url':'https://a.b/','event':{'type':'e','data':1},'secret':'abc'}} | invalid_request | payload.secret
            {'type':'webhook.deliver','payload':{'url':'https://a.b/','event':{'type':'e','data':'\\u0000'}}}        | invalid_request | payload
            {'type'                                                                  | invalid_json    | line
            []                                                                       | invalid_json    | object""")
    void refusesBadInputAndStoresNothing(String body, String code, String detail) {
        jobs.post(json(body)).then().statusCode(400).body("code", equalTo(code)).body("detail", containsString(detail));
        assertThat(jobs.count()).isZero();
    }

    @Test
    void refusesALargePayload() {
        var body = Map.of(
                "type",
                "webhook.deliver",
                "payload",
                Map.of("url", "https://a.b/", "event", Map.of("type", "e", "data", "x".repeat(262_144))));
        jobs.post(body).then().statusCode(413).body("code", equalTo("payload_too_large"));
        assertThat(jobs.count()).isZero();
    }

    @Test
    void refusesAnotherContentType() {
        jobs.request()
                .contentType("text/plain")
                .body("hello")
                .post("/api/v1/jobs")
                .then()
                .statusCode(415)
                .body("code", equalTo("unsupported_media_type"));
    }

    @Test
    void needsATokenWithTheRightScope() {
        given().get("/api/v1/jobs").then().statusCode(401).body("code", equalTo("unauthenticated"));
        var reader = TestTokens.bearer(jobs.tenant(), jobs.user(), "jobs:read");
        given().header("Authorization", reader)
                .contentType("application/json")
                .body(json(HOOK))
                .post("/api/v1/jobs")
                .then()
                .statusCode(403)
                .body("code", equalTo("forbidden"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/cancel", "/retry"})
    void hidesJobsOfOthers(String action) {
        var id = jobs.accepted(json(HOOK));
        var colleague = new Jobs(jobs.tenant(), UUID.randomUUID());
        for (var other : new Jobs[] {colleague, Jobs.ofSomebody(), new Jobs(UUID.randomUUID(), jobs.user())}) {
            var request = other.request();
            var answer =
                    action.isEmpty() ? request.get("/api/v1/jobs/" + id) : request.post("/api/v1/jobs/" + id + action);
            answer.then().statusCode(404).body("code", equalTo("not_found"));
            assertThat(other.count()).isZero();
        }
        assertThat(jobs.get(id).getString("state")).isEqualTo("queued");
    }

    @ParameterizedTest
    @ValueSource(strings = {"01980000-0000-7000-8000-000000000000", "not-an-id", "1"})
    void hasNothingUnderAnUnknownId(String id) {
        jobs.request().get("/api/v1/jobs/" + id).then().statusCode(404).body("code", equalTo("not_found"));
        jobs.request()
                .post("/api/v1/jobs/" + id + "/cancel")
                .then()
                .statusCode(404)
                .body("code", equalTo("not_found"));
        jobs.request()
                .post("/api/v1/jobs/" + id + "/retry")
                .then()
                .statusCode(404)
                .body("code", equalTo("not_found"));
    }

    @Test
    void listsNewestFirstInPages() {
        var ids = new UUID[5];
        for (var i = 0; i < ids.length; i++) {
            ids[i] = jobs.accepted(json(HOOK));
        }
        var first = jobs.request().get("/api/v1/jobs?limit=3").jsonPath();
        assertThat(first.getList("items.id")).containsExactly(ids[4].toString(), ids[3].toString(), ids[2].toString());
        assertThat(first.getList("items.payload")).containsOnlyNulls();
        var rest = jobs.request()
                .get("/api/v1/jobs?limit=3&cursor=" + first.getString("nextCursor"))
                .jsonPath();
        assertThat(rest.getList("items.id")).containsExactly(ids[1].toString(), ids[0].toString());
        assertThat(rest.getString("nextCursor")).isNull();
    }

    @Test
    void filtersByStateQueueAndType() {
        var hook = jobs.accepted(json(HOOK));
        var other = jobs.accepted(json("{'type':'test.scripted','queue':'manual','payload':{'steps':['DONE']}}"));
        jobs.request().post("/api/v1/jobs/" + hook + "/cancel").then().statusCode(200);

        assertThat(ids("state=cancelled")).containsExactly(hook);
        assertThat(ids("state=queued")).containsExactly(other);
        assertThat(ids("queue=manual")).containsExactly(other);
        assertThat(ids("type=webhook.deliver")).containsExactly(hook);
        assertThat(ids("type=webhook.deliver&state=queued")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "state=asleep,invalid_request,state",
        "limit=0,invalid_request,limit",
        "limit=ten,invalid_request,limit",
        "limit=201,invalid_request,limit",
        "cursor=nonsense,invalid_cursor,cursor"
    })
    void refusesBadListParameters(String query, String code, String detail) {
        jobs.request()
                .get("/api/v1/jobs?" + query)
                .then()
                .statusCode(400)
                .body("code", equalTo(code))
                .body("detail", containsString(detail));
    }

    @Test
    void cancelsAWaitingJobOnce() {
        var id = jobs.accepted(json(HOOK));
        jobs.request()
                .post("/api/v1/jobs/" + id + "/cancel")
                .then()
                .statusCode(200)
                .body("state", equalTo("cancelled"));
        jobs.request()
                .post("/api/v1/jobs/" + id + "/cancel")
                .then()
                .statusCode(409)
                .body("code", equalTo("conflict"));
    }

    @Test
    void retriesACancelledJobButNotAWaitingOne() {
        var id = jobs.accepted(json("{'type':'test.scripted','runAt':'" + LATER + "','payload':{'steps':['DONE']}}"));
        jobs.request()
                .post("/api/v1/jobs/" + id + "/retry")
                .then()
                .statusCode(409)
                .body("code", equalTo("conflict"));
        jobs.request().post("/api/v1/jobs/" + id + "/cancel").then().statusCode(200);
        jobs.request().post("/api/v1/jobs/" + id + "/retry").then().statusCode(200);

        assertThat(jobs.await(id, "succeeded").getInt("attempt")).isEqualTo(1);
        jobs.request().post("/api/v1/jobs/" + id + "/retry").then().statusCode(409);
        jobs.request().post("/api/v1/jobs/" + id + "/cancel").then().statusCode(409);
    }

    private java.util.List<UUID> ids(String query) {
        return jobs.request().get("/api/v1/jobs?" + query).jsonPath().getList("items.id", UUID.class);
    }
}
