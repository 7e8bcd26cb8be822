package io.focusforge.orchestrator.trial;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.identity.Scopes;
import io.focusforge.orchestrator.testing.Neighbours;
import io.focusforge.orchestrator.testing.Neighbours.Reply;
import io.focusforge.orchestrator.testing.User;
import io.focusforge.orchestrator.testing.WithNeighbours;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What costs is done once for an {@code Idempotency-Key}. */
@QuarkusTest
@WithNeighbours
class IdempotentTrialsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final User user = User.fresh();

    @BeforeEach
    void reset() {
        Neighbours.reset();
    }

    @Test
    void isDoneOnceForAnIdempotencyKey() {
        var asked = new AtomicInteger();
        Neighbours.model(request -> said("{\"text\":\"%d\"}".formatted(asked.incrementAndGet())));
        upload(prompt("once"));
        for (var call : List.of("dryRun", "diff", "warm")) {
            var before = asked.get();
            var body = call.equals("dryRun")
                    ? "{\"input\":{\"a\":1}}"
                    : call.equals("warm") ? "{\"inputs\":[{\"a\":1}]}" : "{\"from\":1,\"to\":1,\"inputs\":[{\"a\":1}]}";
            var key = UUID.randomUUID().toString();
            var first =
                    post("once:" + call, body, key).statusCode(200).extract().response();
            var again =
                    post("once:" + call, body, key).statusCode(200).extract().response();
            assertThat(again.asString()).isEqualTo(first.asString());
            assertThat(first.header(IdempotencyKey.REPLAYED_HEADER)).isNull();
            assertThat(again.header(IdempotencyKey.REPLAYED_HEADER)).isEqualTo("true");
            assertThat(asked.get() - before).isEqualTo(call.equals("diff") ? 2 : 1);
            post("once:" + call, body.replace("1}", "2}"), key)
                    .statusCode(422)
                    .body("code", equalTo("idempotency_key_reused"));
        }
    }

    @Test
    void isRefusedWhileTheFirstIsUnderWayAndTriedAgainWhenThatWasRefused() throws Exception {
        var key = UUID.randomUUID().toString();
        post("later:dryRun", "{\"input\":{}}", key).statusCode(404);
        var asked = new CountDownLatch(1);
        var answer = new CountDownLatch(1);
        Neighbours.model(request -> {
            asked.countDown();
            seen(answer);
            return said("{\"text\":\"x\"}");
        });
        upload(prompt("later"));
        var first = CompletableFuture.supplyAsync(
                () -> post("later:dryRun", "{\"input\":{}}", key).extract().statusCode(), Thread::startVirtualThread);
        try {
            seen(asked);
            post("later:dryRun", "{\"input\":{}}", key)
                    .statusCode(409)
                    .body("code", equalTo("idempotency_in_progress"));
        } finally {
            answer.countDown();
        }
        assertThat(first.get()).isEqualTo(200);
    }

    private static void seen(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String prompt(String name) {
        return """
                name: %s
                input: {}
                output: {}
                steps:
                  - id: say
                    type: prompt
                    prompt: "x {input}"
                    output: { type: object, properties: { text: { type: string } }, required: [text] }
                """.formatted(name);
    }

    private static Reply said(String content) {
        var completion = JSON.createObjectNode().put("model", "fake-1");
        completion.putArray("choices").addObject().putObject("message").put("content", content);
        return Reply.ok(completion.toString());
    }

    private void upload(String file) {
        user.with(Scopes.CHAINS_ADMIN)
                .contentType("application/yaml")
                .body(file.getBytes(UTF_8))
                .post("/api/v1/chains")
                .then()
                .statusCode(201);
    }

    private ValidatableResponse post(String call, String body, String key) {
        return user.with(Scopes.TASKS_WRITE, Scopes.MODELS_WRITE)
                .contentType(ContentType.JSON)
                .urlEncodingEnabled(false)
                .header(IdempotencyKey.HEADER, key)
                .body(body)
                .post("/api/v1/chains/" + call)
                .then();
    }
}
