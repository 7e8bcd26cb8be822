package io.focusforge.worker.webhook;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookSigningException;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.local.testing.FocusForgeServers;
import io.focusforge.local.testing.TestTokens;
import io.focusforge.worker.testing.AdjustableClock;
import io.focusforge.worker.testing.FreePorts;
import io.focusforge.worker.testing.Jobs;
import io.focusforge.worker.testing.Receiver;
import io.focusforge.worker.testing.Receiver.Reply;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "worker"))
@WithTestResource(FreePorts.class)
class WebhookResourceTest {
    private final Jobs jobs = Jobs.ofSomebody();
    private final Hooks hooks = new Hooks(jobs);
    private final Receiver receiver = Receiver.anywhere();

    @Inject
    DeliveryStore deliveries;

    @Inject
    TenantDatabase database;

    @Inject
    AdjustableClock clock;

    @AfterEach
    void close() {
        receiver.close();
    }

    private static UUID id(JsonPath endpoint) {
        return endpoint.getUUID("id");
    }

    /** By the library of the standard; not by its clock, since tests put theirs forward. */
    private static void verify(String secret, Receiver.Received request) throws WebhookSigningException {
        var signed = new Webhook(secret)
                .sign(
                        request.header("webhook-id"),
                        Long.parseLong(request.header("webhook-timestamp")),
                        request.body());
        assertThat(request.header("webhook-signature").split(" ")).contains(signed);
    }

    @Test
    void showsTheSecretInTheFirstAnswerOnly() {
        var body =
                Map.of("url", "https://example.com/hook", "description", "Billing", "events", List.of("a", "a", "b"));
        var first = jobs.request().header("Idempotency-Key", "k1").body(body).post(Hooks.ALL);
        first.then()
                .statusCode(201)
                .header("Location", equalTo(Hooks.ALL + "/" + first.path("id")))
                .body("secret", startsWith("whsec_"))
                .body("enabled", equalTo(true))
                .body("events", equalTo(List.of("a", "b")))
                .body("description", equalTo("Billing"));
        jobs.request()
                .header("Idempotency-Key", "k1")
                .body(body)
                .post(Hooks.ALL)
                .then()
                .statusCode(201)
                .header("Idempotency-Replayed", "true")
                .body("id", equalTo(first.path("id")))
                .body("secret", nullValue());
        assertThat(jobs.request().get(Hooks.ALL).asString()).doesNotContain("whsec_");
        assertThat(hooks.get(UUID.fromString(first.path("id"))).getString("secret"))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {}                                                             | invalid_request | url
            {'url':'ftp://example.com/'}                                   | invalid_request | url
            {'url':'https://a:b@example.com/'}                             | invalid_request | url
            {'url':'https://example.com/','events':['']}                   | invalid_request | events
            {'url':'https://example.com/','description':'\\u0000'}         | invalid_request | description
            {'url':'https://example.com/','secret':'whsec_x'}              | unknown_field   | secret
            {'url':'https://example.com/','enabled':false}                 | unknown_field   | enabled""")
    void refusesBadInputAndStoresNothing(String body, String code, String detail) {
        hooks.post(body.replace('\'', '"'))
                .then()
                .statusCode(400)
                .body("code", equalTo(code))
                .body("detail", containsString(detail));
        assertThat(jobs.request().get(Hooks.ALL).jsonPath().getList("items")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {'event':{'type':'e','data':1}}                                                                                        | payload.url
            {'event':{'type':'e','data':1},'endpointId':'01980000-0000-7000-8000-000000000000','url':'https://example.com/'}       | payload.url
            {'event':{'type':'e','data':1},'endpointId':'01980000-0000-7000-8000-000000000000','secret':'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'} | payload.secret""")
    void refusesAJobThatDoesNotSayWhereTo(String payload, String field) {
        jobs.post("{\"type\":\"webhook.deliver\",\"payload\":" + payload.replace('\'', '"') + "}")
                .then()
                .statusCode(400)
                .body("detail", containsString(field));
        assertThat(jobs.count()).isZero();
    }

    @Test
    void hidesEndpointsOfOthers() {
        var endpoint = id(hooks.made(receiver.url("/")));
        hooks.delivered(endpoint, "task.done", "succeeded");
        var path = Hooks.ALL + "/" + endpoint;
        for (var other : List.of(new Jobs(jobs.tenant(), UUID.randomUUID()), Jobs.ofSomebody())) {
            for (var answer : List.of(
                    other.request().get(path),
                    other.request().body(Map.of("enabled", false)).patch(path),
                    other.request().delete(path),
                    other.request().get(path + "/deliveries"),
                    other.request().post(path + "/test"),
                    other.request().post(path + "/rotate-secret"))) {
                answer.then().statusCode(404).body("code", equalTo("not_found"));
            }
            assertThat(other.request().get(Hooks.ALL).jsonPath().getList("items"))
                    .isEmpty();
            assertThat(new Hooks(other).delivered(endpoint, "task.done", "dead").getList("errors.code"))
                    .containsExactly("webhook_endpoint_unknown");
        }
        assertThat(hooks.get(endpoint).getBoolean("enabled")).isTrue();
        assertThat(hooks.deliveries(endpoint).getList("items")).hasSize(1);
        assertThat(receiver.received()).hasSize(1);
    }

    @Test
    void needsTheRightScope() {
        var reader = TestTokens.bearer(jobs.tenant(), jobs.user(), "jobs:read");
        given().header("Authorization", reader)
                .contentType("application/json")
                .body(Map.of("url", "https://example.com/"))
                .post(Hooks.ALL)
                .then()
                .statusCode(403);
        given().header("Authorization", reader).get(Hooks.ALL).then().statusCode(200);
    }

    @Test
    void deliversToAnEndpointByItsIdSignedWithItsSecretAndLogsIt() throws Exception {
        var endpoint = hooks.made(receiver.url("/hook"));
        var job = hooks.delivered(id(endpoint), "task.done", "succeeded");

        verify(endpoint.getString("secret"), receiver.received().getFirst());
        var log = hooks.deliveries(id(endpoint));
        assertThat(log.getString("items[0].jobId")).isEqualTo(job.getString("id"));
        assertThat(log.getInt("items[0].attempt")).isEqualTo(1);
        assertThat(log.getInt("items[0].status")).isEqualTo(204);
        assertThat(log.getString("items[0].eventType")).isEqualTo("task.done");
        assertThat(log.getInt("items[0].durationMs")).isNotNegative();
        assertThat(log.getString("items[0].error")).isNull();
    }

    @Test
    void signsWithBothSecretsAfterARotation() throws Exception {
        var endpoint = hooks.made(receiver.url("/"));
        var rotated = hooks.rotated(id(endpoint));
        assertThat(rotated.getString("secret")).isNotEqualTo(endpoint.getString("secret"));
        assertThat(rotated.getString("formerSecretUntil")).isNotBlank();
        hooks.delivered(id(endpoint), "task.done", "succeeded");

        verify(endpoint.getString("secret"), receiver.received().getFirst());
        verify(rotated.getString("secret"), receiver.received().getFirst());
    }

    @Test
    void rotatesAndTestsOnceUnderAKey() throws Exception {
        var endpoint = id(hooks.made(receiver.url("/")));
        var path = Hooks.ALL + "/" + endpoint;
        var rotated = jobs.request().header("Idempotency-Key", "k1").post(path + "/rotate-secret");
        jobs.request()
                .header("Idempotency-Key", "k1")
                .post(path + "/rotate-secret")
                .then()
                .statusCode(200)
                .header("Idempotency-Replayed", "true")
                .body("secret", nullValue());
        var first = jobs.request().header("Idempotency-Key", "k2").post(path + "/test");
        var again = jobs.request().header("Idempotency-Key", "k2").post(path + "/test");
        assertThat(again.asString()).isEqualTo(first.asString());
        jobs.await(UUID.fromString(first.path("jobId")), "succeeded");

        assertThat(receiver.received()).hasSize(1);
        verify(rotated.path("secret"), receiver.received().getFirst());
    }

    @Test
    void forgetsAttemptsPastTheirRetention() {
        var endpoint = id(hooks.made(receiver.url("/")));
        hooks.delivered(endpoint, "task.done", "succeeded");
        purge(clock.instant().minusSeconds(3_600));
        assertThat(hooks.deliveries(endpoint).getList("items")).hasSize(1);
        purge(clock.instant().plusSeconds(1));
        assertThat(hooks.deliveries(endpoint).getList("items")).isEmpty();
    }

    private void purge(Instant before) {
        database.acrossTenants(connection -> deliveries.purge(connection, before, 1_000));
    }

    @Test
    void disablesAnEndpointThatTakesNothingAndSendsItNothingUntilItIsEnabled() {
        receiver.answering(request -> Reply.of(500));
        var endpoint = id(hooks.made(receiver.url("/")));
        hooks.delivered(endpoint, "task.done", "dead");
        assertThat(hooks.get(endpoint).getBoolean("enabled")).isTrue();
        assertThat(hooks.get(endpoint).getInt("failures")).isEqualTo(1);
        hooks.delivered(endpoint, "task.done", "dead");
        var disabled = hooks.get(endpoint);
        assertThat(disabled.getBoolean("enabled")).isFalse();
        assertThat(disabled.getString("disabledReason")).isEqualTo("failures");

        assertThat(hooks.delivered(endpoint, "task.done", "dead").getList("errors.code"))
                .containsExactly("webhook_endpoint_disabled");
        jobs.request()
                .post(Hooks.ALL + "/" + endpoint + "/test")
                .then()
                .statusCode(409)
                .body("code", equalTo("conflict"));
        assertThat(receiver.received()).hasSize(2);

        receiver.answering(request -> Reply.of(200));
        var enabled = hooks.edit(endpoint, Map.of("enabled", true));
        assertThat(enabled.getInt("failures")).isZero();
        assertThat(enabled.getString("disabledReason")).isNull();
        hooks.delivered(endpoint, "task.done", "succeeded");
    }

    @Test
    void forgetsFailuresAfterASuccess() {
        receiver.answering(request -> Reply.of(receiver.received().size() == 2 ? 200 : 500));
        var endpoint = id(hooks.made(receiver.url("/")));
        hooks.delivered(endpoint, "task.done", "dead");
        hooks.delivered(endpoint, "task.done", "succeeded");
        hooks.delivered(endpoint, "task.done", "dead");
        assertThat(hooks.get(endpoint).getBoolean("enabled")).isTrue();
    }

    @Test
    void disablesAnEndpointThatSaysItIsGone() {
        receiver.answering(request -> Reply.of(410));
        var endpoint = id(hooks.made(receiver.url("/")));
        hooks.delivered(endpoint, "task.done", "dead");
        assertThat(hooks.get(endpoint).getString("disabledReason")).isEqualTo("gone");
    }

    @Test
    void keepsTheNewestAttemptsInTheLog() {
        receiver.answering(request -> Reply.of(200 + receiver.received().size()));
        var endpoint = id(hooks.made(receiver.url("/")));
        for (var number = 0; number < 5; number++) {
            hooks.delivered(endpoint, "task.done", "succeeded");
        }
        assertThat(hooks.deliveries(endpoint).getList("items.status")).containsExactly(205, 204, 203);
    }

    @Test
    void sendsATestEventOnRequest() {
        var endpoint = id(hooks.made(receiver.url("/"), "task.done"));
        var started = jobs.request().post(Hooks.ALL + "/" + endpoint + "/test");
        var job = UUID.fromString(started.path("jobId"));
        started.then().statusCode(202).header("Location", equalTo("/api/v1/jobs/" + job));
        jobs.await(job, "succeeded");
        assertThat(JsonPath.from(receiver.received().getFirst().body()).getString("type"))
                .isEqualTo("webhook.test");
        assertThat(hooks.deliveries(endpoint).getList("items.eventType")).containsExactly("webhook.test");
    }

    @Test
    void sendsNoEventThatTheEndpointDidNotAskFor() {
        var endpoint = id(hooks.made(receiver.url("/"), "task.done"));
        var job = hooks.delivered(endpoint, "task.created", "succeeded");
        assertThat(job.getString("result.skipped")).isEqualTo("event_not_wanted");
        assertThat(receiver.received()).isEmpty();
    }

    @Test
    void changesWhatIsGivenAndLeavesTheRest() {
        var endpoint = id(hooks.made("https://example.com/a", "task.done"));
        var edited = hooks.edit(endpoint, Map.of("description", "Ops", "enabled", false));
        assertThat(edited.getString("url")).isEqualTo("https://example.com/a");
        assertThat(edited.getList("events")).containsExactly("task.done");
        assertThat(edited.getString("disabledReason")).isEqualTo("manual");
        assertThat(hooks.edit(endpoint, Map.of("url", "https://example.com/b")).getString("description"))
                .isEqualTo("Ops");
        jobs.request()
                .body(Map.of("url", "nowhere"))
                .patch(Hooks.ALL + "/" + endpoint)
                .then()
                .statusCode(400);
        assertThat(hooks.get(endpoint).getString("url")).isEqualTo("https://example.com/b");
    }

    @Test
    void removesAnEndpointAndRefusesOneTooMany() {
        var endpoint = id(hooks.made("https://example.com/1"));
        for (var number = 2; number <= 4; number++) {
            hooks.made("https://example.com/" + number);
        }
        hooks.post(Map.of("url", "https://example.com/5")).then().statusCode(409);
        jobs.request().delete(Hooks.ALL + "/" + endpoint).then().statusCode(204);
        jobs.request().get(Hooks.ALL + "/" + endpoint).then().statusCode(404);
        hooks.made("https://example.com/5");
        var page = jobs.request().get(Hooks.ALL + "?limit=3").jsonPath();
        assertThat(page.getList("items.url"))
                .containsExactly("https://example.com/5", "https://example.com/4", "https://example.com/3");
        assertThat(jobs.request()
                        .get(Hooks.ALL + "?cursor=" + page.getString("nextCursor"))
                        .jsonPath()
                        .getList("items.url"))
                .containsExactly("https://example.com/2");
    }
}
