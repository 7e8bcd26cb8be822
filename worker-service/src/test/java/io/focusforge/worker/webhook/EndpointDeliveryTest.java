package io.focusforge.worker.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookSigningException;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.local.testing.FocusForgeServers;
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
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What endpoints are sent, and what becomes of those that do not take it. */
@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "worker"))
@WithTestResource(FreePorts.class)
class EndpointDeliveryTest {
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
}
