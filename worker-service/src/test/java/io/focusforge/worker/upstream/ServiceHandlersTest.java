package io.focusforge.worker.upstream;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.focusforge.common.call.Service;
import io.focusforge.common.call.ServicesConfig;
import io.focusforge.common.id.Ids;
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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The handlers that call other services, which real HTTP servers answer for. */
@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "worker"))
@WithTestResource(FreePorts.class)
class ServiceHandlersTest {
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final Jobs jobs = Jobs.ofSomebody();
    private final UUID task = Ids.next();

    @Inject
    ServicesConfig services;

    @Inject
    AdjustableClock clock;

    private Receiver orchestrator;
    private Receiver memory;

    @BeforeEach
    void open() {
        orchestrator = Receiver.at(services.of(Service.ORCHESTRATOR).url());
        memory = Receiver.at(services.of(Service.MEMORY).url());
    }

    @AfterEach
    void close() {
        orchestrator.close();
        memory.close();
    }

    private UUID ask(String type, Map<String, ?> payload) {
        var id = Ids.next();
        given().header(
                        "Authorization",
                        TestTokens.bearerFrom("orchestrator", UUID.randomUUID(), UUID.randomUUID(), "internal:write"))
                .contentType("application/json")
                .body(List.of(Map.of(
                        "id", id,
                        "tenantId", jobs.tenant(),
                        "user", jobs.user(),
                        "type", type,
                        "payload", payload,
                        "traceparent", TRACE)))
                .post("/internal/jobs")
                .then()
                .statusCode(202);
        return id;
    }

    private static JsonPath claims(Receiver.Received request) {
        var token = request.header("authorization").substring("Bearer ".length());
        var payload = Base64.getUrlDecoder().decode(token.split("\\.")[1]);
        return JsonPath.from(new String(payload, StandardCharsets.UTF_8));
    }

    @Test
    void asksTheOrchestratorInTheNameOfTheOwner() {
        orchestrator.answering(
                request -> new Reply(200, Map.of(), "{\"state\":\"done\"}".getBytes(StandardCharsets.UTF_8)));
        jobs.await(ask("task.analyze", Map.of("taskId", task)), "succeeded");

        var request = orchestrator.received().getFirst();
        assertThat(request.path()).isEqualTo("/internal/tasks/" + task + "/analysis");
        assertThat(request.header("traceparent")).isEqualTo(TRACE);
        assertThat(claims(request).getString("tenant")).isEqualTo(jobs.tenant().toString());
        assertThat(claims(request).getString("sub")).isEqualTo(jobs.user().toString());
        assertThat(claims(request).getString("iss")).isEqualTo("worker");
        assertThat(claims(request).getList("scope")).containsExactly("internal:write");
    }

    @Test
    void asksAgainWhenTheModelIsBack() {
        orchestrator.answering(
                request -> orchestrator.received().size() == 1 ? Reply.of(503, "Retry-After", "40") : Reply.of(200));
        var id = ask("task.analyze", Map.of("taskId", task));
        var waiting =
                await().until(() -> jobs.get(id), job -> job.getList("errors").size() == 1);
        assertThat(Instant.parse(waiting.getString("runAt")))
                .isAfter(clock.instant().plusSeconds(35));
        assertThat(waiting.getInt("maxAttempts")).isEqualTo(50);

        clock.putForward(Duration.ofSeconds(41));
        assertThat(jobs.await(id, "succeeded").getInt("attempt")).isEqualTo(2);
    }

    @Test
    void hasNothingToDoForATaskThatIsGone() {
        orchestrator.answering(request -> Reply.of(404));
        assertThat(jobs.await(ask("task.analyze", Map.of("taskId", task)), "succeeded")
                        .getList("errors"))
                .isEmpty();
    }

    @Test
    void triesAgainWhenTheOrchestratorIsDown() {
        orchestrator.close();
        var id = ask("task.analyze", Map.of("taskId", task));
        await().until(() -> !jobs.get(id).getList("errors").isEmpty());
        orchestrator = Receiver.at(services.of(Service.ORCHESTRATOR).url());
        assertThat(jobs.await(id, "succeeded").getString("errors[0].code")).isEqualTo("upstream_unreachable");
    }

    @Test
    void saysThatItIsTimeToRemindOfATask() {
        orchestrator.answering(request -> Reply.of(200));
        jobs.await(ask("task.remind", Map.of("taskId", task, "at", "2026-11-05T09:30:00Z")), "succeeded");

        var request = orchestrator.received().getFirst();
        assertThat(request.path()).isEqualTo("/internal/tasks/" + task + "/reminders");
        assertThat(JsonPath.from(request.body()).getString("at")).isEqualTo("2026-11-05T09:30:00Z");
    }

    @Test
    void remembersATaskOnce() {
        memory.answering(request -> Reply.of(201));
        var payload = Map.of("taskId", task, "text", "Prepare the deck", "metadata", Map.of("category", "work"));
        jobs.await(ask("memory.consolidate", payload), "succeeded");

        var request = memory.received().getFirst();
        assertThat(request.path()).isEqualTo("/api/v1/memories");
        assertThat(request.header("idempotency-key")).isEqualTo("task:" + task);
        assertThat(claims(request).getList("scope")).containsExactly("memories:write");
        var body = JsonPath.from(request.body());
        assertThat(body.getString("text")).isEqualTo("Prepare the deck");
        assertThat(body.getString("type")).isEqualTo("EPISODIC");
        assertThat(body.getString("metadata.taskId")).isEqualTo(task.toString());
        assertThat(body.getString("metadata.category")).isEqualTo("work");
    }

    @Test
    void buriesWhatTheMemoryServiceRefuses() {
        memory.answering(request -> Reply.of(400));
        var job = jobs.await(ask("memory.consolidate", Map.of("taskId", task, "text", "x")), "dead");
        assertThat(job.getList("errors.code")).containsExactly("upstream_refused");
    }

    private io.restassured.response.Response post(String type, String... scopes) {
        return given().header("Authorization", TestTokens.bearer(jobs.tenant(), jobs.user(), scopes))
                .contentType("application/json")
                .body(Map.of("type", type, "payload", Map.of()))
                .post("/api/v1/jobs");
    }

    @Test
    void consolidatesStepByStepAndGoesOnWhereItStood() {
        memory.answering(request -> Reply.of(
                switch (memory.received().size()) {
                    case 1, 3 -> 202;
                    case 2 -> 503;
                    default -> 204;
                }));
        var id = UUID.fromString(
                post("memories.consolidate", "jobs:write", "memories:write").path("id"));
        await().until(() -> jobs.get(id).getList("errors").size() == 1);
        clock.putForward(Duration.ofMinutes(1));
        jobs.await(id, "succeeded");

        assertThat(memory.received()).hasSize(4).allSatisfy(request -> assertThat(request.path())
                .isEqualTo("/internal/consolidations/" + id + "/steps?everyone=false"));
        assertThat(claims(memory.received().getLast()).getString("sub"))
                .isEqualTo(jobs.user().toString());
    }

    @Test
    void consolidatesForWhomTheKeyAllows() {
        memory.answering(request -> Reply.of(204));
        assertThat(post("memories.consolidate", "jobs:write").statusCode()).isEqualTo(403);
        assertThat(post("memories.consolidate-all", "jobs:write", "memories:write")
                        .statusCode())
                .isEqualTo(403);
        var id = UUID.fromString(
                post("memories.consolidate-all", "jobs:write", "memories:admin").path("id"));
        jobs.await(id, "succeeded");
        assertThat(memory.received().getFirst().path()).endsWith("everyone=true");
    }

    @Test
    void givesAnErasureToTheSagasAlsoWhenTheseDoNotKnowItYet() {
        orchestrator.answering(request -> Reply.of(orchestrator.received().size() < 2 ? 404 : 204));
        jobs.await(ask("subject.erase", Map.of("erasureId", task)), "succeeded");
        assertThat(orchestrator.received()).hasSize(2).allSatisfy(request -> assertThat(request.path())
                .isEqualTo("/internal/sagas/subject-erasure/" + task));
    }

    @Test
    void givesTheDeletionOfADocumentToTheSagas() {
        orchestrator.answering(request -> Reply.of(204));
        var deletion = UUID.randomUUID();
        jobs.await(ask("document.delete", Map.of("deletionId", deletion, "documentId", task)), "succeeded");
        var request = orchestrator.received().getLast();
        assertThat(request.path()).isEqualTo("/internal/sagas/document-deletion/" + deletion);
        assertThat(request.body()).isEqualTo("{\"documentId\":\"" + task + "\"}");
    }

    @Test
    void beginsTheReviewOfAWeekInTheNameOfWhoAsked() {
        orchestrator.answering(request -> Reply.of(202));
        var asked = Map.of("type", "review.weekly", "payload", Map.of());
        assertThat(source(asked, "jobs:write", "tasks:write").statusCode()).isEqualTo(403);
        var id = UUID.fromString(
                source(asked, "jobs:write", "tasks:write", "models:write").path("id"));
        jobs.await(id, "succeeded");
        var request = orchestrator.received().getLast();
        assertThat(request.path()).isEqualTo("/internal/reviews/" + id);
        assertThat(claims(request).getString("sub")).isEqualTo(jobs.user().toString());
    }

    @Test
    void carriesTheRunOfASourceInTheNameOfWhoAsked() {
        memory.answering(request -> Reply.of(memory.received().size() < 3 ? 202 : 204));
        var asked = Map.of("type", "source.sync", "payload", Map.of("sourceId", task));
        assertThat(source(asked, "jobs:write").statusCode()).isEqualTo(403);
        var id = UUID.fromString(source(asked, "jobs:write", "documents:write").path("id"));
        jobs.await(id, "succeeded");
        assertThat(memory.received()).hasSize(3).allSatisfy(request -> {
            assertThat(request.path()).isEqualTo("/internal/sources/" + task + "/runs/" + id + "/steps");
            assertThat(claims(request).getString("sub")).isEqualTo(jobs.user().toString());
        });
    }

    private io.restassured.response.Response source(Map<String, ?> asked, String... scopes) {
        return given().header("Authorization", TestTokens.bearer(jobs.tenant(), jobs.user(), scopes))
                .contentType("application/json")
                .body(asked)
                .post("/api/v1/jobs");
    }
}
