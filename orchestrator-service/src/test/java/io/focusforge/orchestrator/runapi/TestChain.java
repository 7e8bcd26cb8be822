package io.focusforge.orchestrator.runapi;

import static io.focusforge.orchestrator.testing.User.json;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import io.focusforge.orchestrator.run.StepOutcome;
import io.focusforge.orchestrator.run.StepUsage;
import io.focusforge.orchestrator.runengine.TestGraph;
import io.focusforge.orchestrator.testing.User;
import io.restassured.response.Response;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** A chain of one test, as its user begins runs of it and looks at them. */
record TestChain(User user, String name, AtomicInteger effects) {
    TestChain(User user) {
        this(user, "chain-" + UUID.randomUUID(), new AtomicInteger());
    }

    /** Two steps: {@code twice} is twice the input {@code x}, {@code more} one more. */
    void sum() {
        graph().step("twice", Set.of(), (context, results) -> {
                    effects.incrementAndGet();
                    return new StepOutcome.Done(
                            IntNode.valueOf(context.input().path("x").asInt() * 2), new StepUsage(1, 2, 7));
                })
                .step(
                        "more",
                        Set.of("twice"),
                        (context, results) -> done(results.get("twice").asInt() + 1));
    }

    TestGraph graph() {
        var graph = new TestGraph();
        TestRuns.GRAPHS.put(name, graph);
        return graph;
    }

    Response start(String mode, String input) {
        return user.send(input).post("/test/runs?mode=" + mode + "&chain=" + name);
    }

    Response startWith(String key, String mode, String input) {
        return user.send(input).header("Idempotency-Key", key).post("/test/runs?mode=" + mode + "&chain=" + name);
    }

    JsonNode awaitState(String id, String state) {
        await().until(
                        () -> json(user.request().get("/api/v1/runs/" + id))
                                .path("state")
                                .asText(),
                        state::equals);
        return json(user.request().get("/api/v1/runs/" + id));
    }

    static String id(Response run) {
        return json(run).path("id").asText();
    }

    static StepOutcome.Done done(int number) {
        return new StepOutcome.Done(IntNode.valueOf(number));
    }
}
