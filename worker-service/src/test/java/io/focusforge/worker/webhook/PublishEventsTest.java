package io.focusforge.worker.webhook;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.focusforge.common.id.Ids;
import io.focusforge.local.testing.FocusForgeServers;
import io.focusforge.local.testing.TestTokens;
import io.focusforge.worker.testing.FreePorts;
import io.focusforge.worker.testing.Jobs;
import io.focusforge.worker.testing.Receiver;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Events of other services on their way to the endpoints of whom they concern. */
@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "worker"))
@WithTestResource(FreePorts.class)
class PublishEventsTest {
    private static final UUID NOBODY = new UUID(0, 0);

    private final Jobs jobs = Jobs.ofSomebody();
    private final Jobs colleague = new Jobs(jobs.tenant(), UUID.randomUUID());
    private final Jobs stranger = new Jobs(UUID.randomUUID(), jobs.user());
    private final Receiver receiver = Receiver.anywhere();

    @AfterEach
    void close() {
        receiver.close();
    }

    private void publish(Map<?, ?>... events) {
        publish(NOBODY, events);
    }

    private void publish(UUID whose, Map<?, ?>... events) {
        given().header("Authorization", TestTokens.bearerFrom("memory", NOBODY, NOBODY, "internal:write"))
                .contentType("application/json")
                .body(List.of(Map.of(
                        "id",
                        Ids.next(),
                        "tenantId",
                        jobs.tenant(),
                        "user",
                        whose,
                        "type",
                        "webhook.publish",
                        "payload",
                        Map.of("events", List.of(events)))))
                .post("/internal/jobs")
                .then()
                .statusCode(202);
    }

    private Map<String, ?> event(String type, Jobs of) {
        return Map.of("id", Ids.next(), "type", type, "userId", of.user(), "data", Map.of("revision", 1));
    }

    private List<String> received() {
        return receiver.received().stream()
                .map(request ->
                        request.path() + " " + JsonPath.from(request.body()).getString("type"))
                .sorted()
                .toList();
    }

    @Test
    void deliversToTheEndpointsOfTheUserThatTakeSuchEvents() {
        new Hooks(jobs).made(receiver.url("/deleted"), "memory.deleted.v1");
        new Hooks(jobs).made(receiver.url("/all"));
        new Hooks(jobs).made(receiver.url("/other"), "order.paid");
        new Hooks(colleague).made(receiver.url("/colleague"));
        new Hooks(stranger).made(receiver.url("/stranger"));

        publish(event("memory.created.v1", jobs), event("memory.deleted.v1", jobs));

        await().untilAsserted(() -> assertThat(received())
                .containsExactly("/all memory.created.v1", "/all memory.deleted.v1", "/deleted memory.deleted.v1"));
        assertThat(jobs.count()).isEqualTo(3);
        assertThat(colleague.count() + stranger.count()).isZero();
    }

    @Test
    void deliversOnceWhatIsToldTwice() {
        new Hooks(jobs).made(receiver.url("/"));
        var event = event("memory.created.v1", jobs);
        publish(event);
        await().until(() -> receiver.received().size() == 1);

        publish(event);
        publish(event("memory.deleted.v1", jobs));
        await().until(() -> received().contains("/ memory.deleted.v1"));
        assertThat(received()).containsExactly("/ memory.created.v1", "/ memory.deleted.v1");
    }

    @Test
    void deliversWhatHappenedToASubjectInOrderAlsoWhenTheFirstIsTriedAgain() {
        var refused = new AtomicBoolean();
        var taken = new CopyOnWriteArrayList<String>();
        receiver.answering(request -> {
            var data = JsonPath.from(request.body());
            var what = data.getString("data.subject") + data.getInt("data.version");
            if (what.equals("a1") && refused.compareAndSet(false, true)) {
                return Receiver.Reply.of(503);
            }
            taken.add(what);
            return Receiver.Reply.of(204);
        });
        new Hooks(jobs).made(receiver.url("/"));

        publish(jobs.user(), numbered("a", 1), numbered("a", 2));
        publish(jobs.user(), numbered("b", 1), numbered("a", 3));

        await().atMost(Duration.ofSeconds(90)).until(() -> taken.size() == 4);
        assertThat(taken).filteredOn(what -> what.startsWith("a")).containsExactly("a1", "a2", "a3");
        assertThat(refused).isTrue();
    }

    private Map<String, ?> numbered(String subject, int version) {
        return Map.of(
                "id",
                Ids.next(),
                "type",
                "task.updated.v1",
                "userId",
                jobs.user(),
                "data",
                Map.of("subject", subject, "version", version));
    }
}
