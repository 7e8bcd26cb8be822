package io.focusforge.worker.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookSigningException;
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
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "worker"))
@WithTestResource(FreePorts.class)
class DeliverWebhookTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private final Jobs jobs = Jobs.ofSomebody();
    private final Receiver receiver = Receiver.anywhere();

    @Inject
    AdjustableClock clock;

    @Inject
    ScriptedNames names;

    @AfterEach
    void close() {
        receiver.close();
    }

    private UUID deliver(String url) {
        return deliver(url, 2);
    }

    private UUID deliver(String url, int maxAttempts) {
        return jobs.accepted(Map.of(
                "type",
                "webhook.deliver",
                "maxAttempts",
                maxAttempts,
                "payload",
                Map.of("url", url, "secret", SECRET, "event", Map.of("type", "task.done", "data", Map.of("n", 1)))));
    }

    private JsonPath failedOnce(UUID id) {
        return await().until(() -> jobs.get(id), job -> job.getList("errors").size() == 1);
    }

    /** By the library of the standard; not by its clock, since tests put theirs forward. */
    private static void verify(Receiver.Received request) throws WebhookSigningException {
        var signed = new Webhook(SECRET)
                .sign(
                        request.header("webhook-id"),
                        Long.parseLong(request.header("webhook-timestamp")),
                        request.body());
        assertThat(request.header("webhook-signature").split(" ")).contains(signed);
    }

    @Test
    void signsSuchThatTheLibraryOfTheStandardVerifiesIt() throws Exception {
        var id = deliver(receiver.url("/hook?x=1"));
        jobs.await(id, "succeeded");

        var request = receiver.received().getFirst();
        assertThat(request.path()).isEqualTo("/hook?x=1");
        assertThat(request.header("webhook-id")).isEqualTo(id.toString());
        assertThat(request.header("traceparent")).isNotBlank();
        assertThat(JsonPath.from(request.body()).getString("type")).isEqualTo("task.done");
        assertThat(JsonPath.from(request.body()).getInt("data.n")).isEqualTo(1);
        assertThat(JsonPath.from(request.body()).getString("timestamp"))
                .isEqualTo(jobs.get(id).getString("createdAt"));
        verify(request);
    }

    @Test
    void keepsItsIdOverAttempts() throws Exception {
        receiver.answering(request -> Reply.of(receiver.received().size() == 1 ? 500 : 200));
        var id = deliver(receiver.url("/"));
        failedOnce(id);
        clock.putForward(Duration.ofSeconds(6));
        jobs.await(id, "succeeded");

        assertThat(receiver.received())
                .extracting(request -> request.header("webhook-id"))
                .containsExactly(id.toString(), id.toString());
        verify(receiver.received().getLast());
    }

    @Test
    void givesUpOnAReceiverThatIsGone() {
        receiver.answering(request -> Reply.of(410));
        var job = jobs.await(deliver(receiver.url("/")), "dead");
        assertThat(job.getList("errors.code")).containsExactly("webhook_gone");
        assertThat(receiver.received()).hasSize(1);
    }

    @Test
    void comesBackNoSoonerThanTheReceiverAsked() {
        receiver.answering(request -> Reply.of(429, "Retry-After", "120"));
        var job = failedOnce(deliver(receiver.url("/")));
        assertThat(Duration.between(
                        java.time.Instant.parse(job.getString("updatedAt")),
                        java.time.Instant.parse(job.getString("runAt"))))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(119));
    }

    @Test
    void followsNoRedirect() {
        receiver.answering(request -> Reply.of(302, "Location", receiver.url("/elsewhere")));
        var job = jobs.await(deliver(receiver.url("/"), 1), "dead");
        assertThat(job.getList("errors.code")).containsExactly("webhook_refused");
        assertThat(receiver.received()).extracting(Receiver.Received::path).containsExactly("/");
    }

    @Test
    void doesNotReadALargeAnswer() {
        receiver.answering(request -> new Reply(200, Map.of(), new byte[10_000_000]));
        jobs.await(deliver(receiver.url("/")), "succeeded");
    }

    @Test
    void doesNotWaitForASilentReceiver() {
        receiver.answering(request -> {
            await().pollDelay(Duration.ofSeconds(6))
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> true);
            return Reply.of(200);
        });
        assertThat(failedOnce(deliver(receiver.url("/"))).getString("errors[0].message"))
                .isEqualTo("No answer within 3 s.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:%d/", "http://[::1]:%d/", "http://2130706433:%d/"})
    void neverCallsItsOwnMachine(String url) {
        var job = jobs.await(deliver(url.formatted(receiver.port())), "dead");
        assertThat(job.getList("errors.code")).containsExactly("webhook_url_refused");
        assertThat(receiver.received()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://169.254.169.254/latest/meta-data/", "http://10.0.0.1/", "http://[fd00:ec2::254]/"})
    void neverCallsPrivateNetworks(String url) {
        var job = jobs.await(deliver(url), "dead");
        assertThat(job.getList("errors.code")).containsExactly("webhook_url_refused");
    }

    @Test
    void connectsToTheAddressThatWasJudgedAlsoWhenTheNameHasAnotherByThen() {
        names.answer("rebind.test", "127.0.0.1", "192.0.2.1");
        jobs.await(deliver("http://rebind.test:%d/hook".formatted(receiver.port()), 1), "succeeded");
        assertThat(receiver.received()).hasSize(1);
        assertThat(receiver.received().getFirst().header("host")).isEqualTo("rebind.test:" + receiver.port());
        assertThat(names.left("rebind.test")).containsExactly("192.0.2.1");
    }

    @Test
    void refusesANameThatTurnsInwardsBetweenTwoAttempts() {
        names.answer("turning.test", "127.0.0.1");
        var job = jobs.await(deliver("http://turning.test:%d/hook".formatted(receiver.port())), "dead");
        assertThat(job.getList("errors.code")).containsExactly("webhook_url_refused");
        assertThat(receiver.received()).isEmpty();
    }
}
