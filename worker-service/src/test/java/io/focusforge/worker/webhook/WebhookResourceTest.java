package io.focusforge.worker.webhook;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.focusforge.local.testing.FocusForgeServers;
import io.focusforge.local.testing.TestTokens;
import io.focusforge.worker.testing.FreePorts;
import io.focusforge.worker.testing.Jobs;
import io.focusforge.worker.testing.Receiver;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
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

    @AfterEach
    void close() {
        receiver.close();
    }

    private static UUID id(JsonPath endpoint) {
        return endpoint.getUUID("id");
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
