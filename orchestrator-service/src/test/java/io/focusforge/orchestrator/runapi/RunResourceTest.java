package io.focusforge.orchestrator.runapi;

import static io.focusforge.orchestrator.testing.User.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.common.identity.Scopes;
import io.focusforge.orchestrator.run.Awakening;
import io.focusforge.orchestrator.run.StepOutcome;
import io.focusforge.orchestrator.testing.Neighbours;
import io.focusforge.orchestrator.testing.User;
import io.focusforge.orchestrator.testing.WithNeighbours;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithNeighbours
class RunResourceTest {
    private final User user = User.fresh();
    private final TestChain chain = new TestChain(user);
    private volatile boolean broken;

    @BeforeEach
    void quietNeighbours() {
        Neighbours.reset();
    }

    @Test
    void answersWithTheEndedRunAndItsSteps() {
        chain.sum();
        var run = chain.start("sync", "{\"x\": 3}");
        run.then()
                .statusCode(200)
                .body("state", equalTo("succeeded"))
                .body("chain", equalTo(chain.name()))
                .body("input.x", equalTo(3))
                .body("output.twice", equalTo(6))
                .body("usage.costMicros", equalTo(7))
                .body("steps", hasSize(2))
                .body("steps[1].id", equalTo("more"))
                .body("steps[1].attempts", equalTo(1))
                .body("steps[1].result", equalTo(7));
        assertThat(json(run).at("/steps/0/durationMs").isNumber()).isTrue();
        var id = json(run).path("id").asText();
        assertThat(run.header("Location")).isEqualTo("/api/v1/runs/" + id);
        user.request().get("/api/v1/runs/" + id).then().statusCode(200).body("output.more", equalTo(7));
    }

    @Test
    void acceptsAndGoesOn() {
        chain.sum();
        var id = TestChain.id(chain.start("async", "{\"x\": 3}")
                .then()
                .statusCode(202)
                .extract()
                .response());
        chain.awaitState(id, "succeeded");
    }

    @Test
    void beginsOneRunUnderOneKey() {
        chain.sum();
        var key = UUID.randomUUID().toString();
        var first = chain.startWith(key, "sync", "{\"x\":1}")
                .then()
                .statusCode(200)
                .extract()
                .response();
        chain.startWith(key, "sync", "{\"x\":1}")
                .then()
                .statusCode(200)
                .header("Idempotency-Replayed", "true")
                .body("id", equalTo(TestChain.id(first)))
                .body("state", equalTo("succeeded"));
        chain.startWith(key, "sync", "{\"x\":2}").then().statusCode(422);
        assertThat(chain.effects()).hasValue(1);
    }

    @Test
    void hidesRunsOfOthers() {
        chain.sum();
        var path = "/api/v1/runs/" + TestChain.id(chain.start("sync", "{\"x\":1}"));
        for (var other : new User[] {user.colleague(), User.fresh()}) {
            other.request().get(path).then().statusCode(404).body("code", equalTo("not_found"));
            other.request().get(path + "/events").then().statusCode(404);
            other.request().post(path + "/cancel").then().statusCode(404);
            other.request().post(path + "/resume").then().statusCode(404);
            other.send("{\"from\":\"more\"}").post(path + "/fork").then().statusCode(404);
            other.send("1").post(path + "/signals/go").then().statusCode(404);
            other.request().get("/api/v1/runs").then().body("items", hasSize(0));
        }
        user.request().get("/api/v1/runs/none").then().statusCode(404);
        user.with(Scopes.TASKS_READ).post(path + "/cancel").then().statusCode(403);
    }

    @Test
    void listsByStateAndChainInPages() {
        chain.sum();
        for (var i = 0; i < 3; i++) {
            chain.start("sync", "{\"x\":1}").then().statusCode(200);
        }
        var page = json(user.request().get("/api/v1/runs?state=succeeded&limit=2&chain=" + chain.name()));
        assertThat(page.path("items")).hasSize(2);
        assertThat(page.at("/items/0").has("steps")).isFalse();
        user.request()
                .get("/api/v1/runs?limit=2&cursor=" + page.path("nextCursor").asText())
                .then()
                .body("items", hasSize(1))
                .body("nextCursor", nullValue());
        user.request().get("/api/v1/runs?state=failed").then().body("items", hasSize(0));
        user.request().get("/api/v1/runs?state=odd").then().statusCode(400);
    }

    @Test
    void cancelsTheCallThatIsUnderWay() {
        var call = new CompletableFuture<StepOutcome>();
        chain.graph().step("slow", Set.of(), (context, results) -> {
            chain.effects().incrementAndGet();
            return context.await(call);
        });
        var id = TestChain.id(chain.start("async", "{}"));
        await().until(() -> chain.effects().get() == 1);
        user.request().post("/api/v1/runs/" + id + "/cancel").then().statusCode(202);
        await().until(call::isCancelled);
        chain.awaitState(id, "cancelled");
        user.request().post("/api/v1/runs/" + id + "/cancel").then().statusCode(202);
        user.send("1").post("/api/v1/runs/" + id + "/signals/x").then().statusCode(409);
    }

    @Test
    void resumesFromTheStepThatFailed() {
        broken = true;
        chain.graph()
                .step(
                        "before",
                        Set.of(),
                        (context, results) -> TestChain.done(chain.effects().incrementAndGet()))
                .step(
                        "fails",
                        Set.of("before"),
                        (context, results) -> broken
                                ? new StepOutcome.Fails("not_today", "Not today.", false)
                                : TestChain.done(results.get("before").asInt() + 1));
        var failed = chain.start("sync", "{}");
        failed.then()
                .statusCode(200)
                .body("state", equalTo("failed"))
                .body("error.step", equalTo("fails"))
                .body("error.code", equalTo("not_today"))
                .body("error.message", equalTo("Not today."));
        broken = false;
        user.request()
                .post("/api/v1/runs/" + TestChain.id(failed) + "/resume")
                .then()
                .statusCode(202);
        var run = chain.awaitState(TestChain.id(failed), "succeeded");
        assertThat(run.at("/output/fails").asInt()).isEqualTo(2);
        assertThat(chain.effects()).hasValue(1);
        user.request()
                .post("/api/v1/runs/" + TestChain.id(failed) + "/resume")
                .then()
                .statusCode(409);
    }

    @Test
    void forksFromAStepWithChangedInput() {
        chain.sum();
        var original = TestChain.id(chain.start("sync", "{\"x\": 3}"));
        var fork = user.send("{\"from\": \"more\", \"input\": {\"x\": 100}, \"results\": {\"twice\": 40}}")
                .post("/api/v1/runs/" + original + "/fork");
        fork.then().statusCode(202).body("forkedFrom", equalTo(original));
        var run = chain.awaitState(TestChain.id(fork), "succeeded");
        assertThat(run.path("output").toString()).isEqualTo("{\"twice\":40,\"more\":41}");
        assertThat(run.at("/input/x").asInt()).isEqualTo(100);
        assertThat(chain.effects()).hasValue(1);
        user.send("{\"from\":\"nothing\"}")
                .post("/api/v1/runs/" + original + "/fork")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("from"));
        user.send("{\"from\":\"more\", \"results\":{\"more\":1}}")
                .post("/api/v1/runs/" + original + "/fork")
                .then()
                .statusCode(400);
    }

    @Test
    void takesAnApprovalFromWhoeverHasTheRightAndFromNobodyElse() {
        chain.graph().step("approve", Set.of(), (context, results) -> context.awakening()
                .<StepOutcome>map(why -> new StepOutcome.Done(((Awakening.Signalled) why).data()))
                .orElseGet(() -> new StepOutcome.Waits(null, "approve", Scopes.DOCUMENTS_WRITE)));
        var id = TestChain.id(chain.start("async", "{}"));
        var waiting = chain.awaitState(id, "waiting");
        assertThat(waiting.at("/steps/0/waitingFor/signal").asText()).isEqualTo("approve");
        var path = "/api/v1/runs/" + id + "/signals/approve";
        user.send("{\"yes\":true}").post(path).then().statusCode(403);
        User.fresh()
                .with(Scopes.TASKS_WRITE, Scopes.DOCUMENTS_WRITE)
                .contentType(ContentType.JSON)
                .body("1")
                .post(path)
                .then()
                .statusCode(404);
        user.colleague().send("1").post(path).then().statusCode(404);
        assertThat(chain.awaitState(id, "waiting").path("state").asText()).isEqualTo("waiting");
        user.colleague()
                .with(Scopes.TASKS_WRITE, Scopes.DOCUMENTS_WRITE)
                .contentType(ContentType.JSON)
                .body("{\"yes\":true}")
                .post(path)
                .then()
                .statusCode(202);
        assertThat(chain.awaitState(id, "succeeded").at("/output/approve/yes").asBoolean())
                .isTrue();
    }

    @Test
    void streamsEventsAndGoesOnBehindTheLast() {
        chain.sum();
        var stream = chain.start("stream", "{\"x\": 3}")
                .then()
                .statusCode(200)
                .extract()
                .response();
        var events = stream.asString();
        assertThat(stream.header("Content-Type")).startsWith("text/event-stream");
        assertThat(events)
                .containsSubsequence(
                        "event: io.focusforge.run.step.succeeded.v1",
                        "\"id\":\"twice\"",
                        "\"id\":\"more\"",
                        "event: io.focusforge.run.succeeded.v1",
                        "\"output\":{\"twice\":6,\"more\":7}");
        var ids = events.lines()
                .filter(line -> line.startsWith("id: "))
                .map(line -> line.substring(4))
                .toList();
        var run = json(user.request().get("/api/v1/runs")).at("/items/0/id").asText();
        var path = "/api/v1/runs/" + run + "/events";
        var rest = user.request()
                .header("Last-Event-ID", ids.get(ids.size() - 2))
                .get(path)
                .asString();
        assertThat(rest.lines().filter(line -> line.startsWith("id: "))).containsExactly("id: " + ids.getLast());
        user.request().header("Last-Event-ID", ids.getLast()).get(path).then().statusCode(204);
        user.request().header("Last-Event-ID", "x").get(path).then().statusCode(400);
    }

    @Test
    void tellsTheWebhookAtTheEnd() {
        chain.sum();
        user.send("{\"x\":3}")
                .post("/test/runs?mode=sync&webhook=https://hooks.example/x&chain=" + chain.name())
                .then()
                .statusCode(200);
        await().until(() -> Neighbours.JOBS.stream().anyMatch(this::tellsOfChain));
        user.send("{}")
                .post("/test/runs?mode=sync&webhook=ftp://x&chain=" + chain.name())
                .then()
                .statusCode(400)
                .body("detail", containsString("webhook.url"));
    }

    private boolean tellsOfChain(JsonNode job) {
        return job.path("type").asText().equals("webhook.deliver")
                && job.at("/payload/url").asText().equals("https://hooks.example/x")
                && job.at("/payload/event/type").asText().equals("io.focusforge.run.succeeded.v1")
                && job.at("/payload/event/data/chain").asText().equals(chain.name())
                && job.at("/payload/event/data/output/more").asInt() == 7;
    }
}
