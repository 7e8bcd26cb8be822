package io.focusforge.worker.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.focusforge.common.call.Service;
import io.focusforge.common.call.ServicesConfig;
import io.focusforge.local.testing.FocusForgeServers;
import io.focusforge.worker.testing.AdjustableClock;
import io.focusforge.worker.testing.FreePorts;
import io.focusforge.worker.testing.Jobs;
import io.focusforge.worker.testing.Receiver;
import io.focusforge.worker.testing.Receiver.Received;
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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real HTTP server answers for ai-service. */
@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "worker"))
@WithTestResource(FreePorts.class)
class RunInferenceTest {
    private final Jobs jobs = Jobs.ofSomebody();
    private final Prompts prompts = new Prompts(jobs);

    @Inject
    ServicesConfig services;

    @Inject
    AdjustableClock clock;

    @Inject
    AnswerStore answers;

    private Receiver ai;

    @BeforeEach
    void open() {
        ai = Receiver.at(services.of(Service.AI).url());
        ai.answering(request -> answer("re: " + prompt(request)));
    }

    @AfterEach
    void close() {
        ai.close();
    }

    private static String prompt(Received request) {
        return JsonPath.from(request.body()).getString("messages[-1].content");
    }

    private static Reply answer(String text) {
        var body =
                "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"%s\"},\"finish_reason\":\"stop\"}],"
                        + "\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3,\"total_tokens\":10}}";
        return new Reply(200, Map.of(), body.formatted(text).getBytes(StandardCharsets.UTF_8));
    }

    private static Reply costing(String micros) {
        return new Reply(
                200, Map.of("x-focusforge-cost", micros), answer("fine").body());
    }

    private static Reply refusal() {
        var body = "{\"error\":{\"message\":\"messages: too long\",\"code\":\"invalid_request\"}}";
        return new Reply(400, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    /** Others may still be waiting for their next attempt. */
    private List<Received> received(UUID job) {
        return ai.received().stream()
                .filter(request -> request.header("idempotency-key").startsWith("job:" + job + ":"))
                .toList();
    }

    private List<String> asked(UUID job) {
        return received(job).stream().map(RunInferenceTest::prompt).sorted().toList();
    }

    @Test
    void answersEachPromptInTheNameOfTheOwner() {
        var id = prompts.ask(1, 2, "a", "b", "c");
        var job = jobs.await(id, "succeeded");
        assertThat(job.getList("result.items.id")).containsExactly("id-a", "id-b", "id-c");
        assertThat(job.getList("result.items.text")).containsExactly("re: a", "re: b", "re: c");
        assertThat(job.getList("result.items.finishReason")).containsOnly("stop");
        assertThat(job.getMap("result.totals"))
                .isEqualTo(Map.of(
                        "answered", 3, "failed", 0, "promptTokens", 21, "completionTokens", 9, "totalTokens", 30));

        var request = received(id).getFirst();
        assertThat(request.path()).isEqualTo("/v1/chat/completions");
        var token = request.header("authorization").split("\\.")[1];
        var claims = JsonPath.from(new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8));
        assertThat(claims.getString("sub")).isEqualTo(jobs.user().toString());
        assertThat(claims.getString("tenant")).isEqualTo(jobs.tenant().toString());
        assertThat(claims.getList("scope")).containsExactly("models:write");
        assertThat(received(id))
                .hasSize(3)
                .extracting(received -> received.header("idempotency-key"))
                .doesNotHaveDuplicates();
    }

    @Test
    void asksInTheNextAttemptOnlyWhatIsMissingAndNoSoonerThanItWasAskedTo() {
        var limited = new AtomicBoolean(true);
        ai.answering(request -> limited.get() && prompt(request).equals("c")
                ? Reply.of(429, "Retry-After", "40")
                : answer("re: " + prompt(request)));
        var id = prompts.ask(3, 1, "a", "b", "c", "d");
        var waiting =
                await().until(() -> jobs.get(id), job -> !job.getList("errors").isEmpty());
        assertThat(asked(id)).containsExactly("a", "b", "c");
        assertThat(Instant.parse(waiting.getString("runAt")))
                .isAfter(clock.instant().plusSeconds(35));

        limited.set(false);
        clock.putForward(Duration.ofSeconds(41));
        assertThat(jobs.await(id, "succeeded").getList("result.items.text"))
                .containsExactly("re: a", "re: b", "re: c", "re: d");
        assertThat(asked(id)).containsExactly("a", "b", "c", "c", "d");
    }

    @Test
    void tellsOfEachItemThatTheModelRefuses() {
        ai.answering(request -> prompt(request).equals("b") ? refusal() : answer("fine"));
        var id = prompts.ask(2, 2, "a", "b");
        var job = jobs.await(id, "succeeded");
        assertThat(job.getString("result.items[0].status")).isEqualTo("answered");
        assertThat(job.getString("result.items[1].status")).isEqualTo("failed");
        assertThat(job.getString("result.items[1].error.code")).isEqualTo("invalid_request");
        assertThat(job.getInt("result.totals.failed")).isEqualTo(1);
        assertThat(asked(id)).containsExactly("a", "b");
    }

    @Test
    void diesWhenTheModelRefusesAll() {
        ai.answering(request -> refusal());
        var job = jobs.await(prompts.ask(5, 2, "a", "b"), "dead");
        assertThat(job.getList("errors.code")).containsExactly("invalid_request");
        assertThat(job.getList("errors.message")).containsExactly("messages: too long");
    }

    @Test
    void givesWhatItHasAfterTheLastAttempt() {
        ai.answering(request -> prompt(request).equals("a") ? Reply.of(502) : answer("fine"));
        var job = jobs.await(prompts.ask(1, 1, "a", "b"), "succeeded");
        assertThat(job.getString("result.items[0].error.code")).isEqualTo("upstream_unavailable");
        assertThat(job.getString("result.items[1].text")).isEqualTo("fine");
    }

    @Test
    void triesAgainWhenAiServiceIsDown() {
        ai.close();
        var id = prompts.ask(20, 2, "a", "b");
        await().until(() -> !jobs.get(id).getList("errors").isEmpty());
        open();
        assertThat(jobs.await(id, "succeeded").getString("errors[0].code")).isEqualTo("upstream_unreachable");
    }

    @Test
    void putsNoMorePromptsToTheModelAtOnceThanAskedFor() throws InterruptedException {
        var two = new CountDownLatch(2);
        var three = new CountDownLatch(3);
        var open = new CountDownLatch(1);
        ai.answering(request -> {
            two.countDown();
            three.countDown();
            awaitOpen(open);
            return answer("fine");
        });
        var id = prompts.ask(1, 2, "a", "b", "c", "d");
        assertThat(two.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(three.await(300, TimeUnit.MILLISECONDS)).isFalse();
        open.countDown();
        jobs.await(id, "succeeded");
    }

    private static void awaitOpen(CountDownLatch open) {
        try {
            open.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void asksAnewWhatWasEditedAndNothingElseTwice() {
        ai.answering(request -> prompt(request).equals("c") ? Reply.of(503) : answer("re: " + prompt(request)));
        var id = prompts.ask(1, 1, "a", "b", "c", "d");
        jobs.await(id, "dead");
        assertThat(asked(id)).containsExactly("a", "b", "c");

        ai.answering(request -> answer("re: " + prompt(request)));
        var letter = "/api/v1/queues/-/dead-letters/" + id;
        prompts.request()
                .body(Map.of("payload", Map.of("model", "m", "items", Prompts.items("a2", "b", "c", "d"))))
                .patch(letter)
                .then()
                .statusCode(200);
        prompts.request().post(letter + "/replay").then().statusCode(202);
        assertThat(jobs.await(id, "succeeded").getList("result.items.text"))
                .containsExactly("re: a2", "re: b", "re: c", "re: d");
        assertThat(asked(id)).containsExactly("a", "a2", "b", "c", "c", "d");
    }

    @Test
    void forgetsAnswersPastTheirRetention() {
        jobs.await(prompts.ask(1, 1, "a"), "succeeded");
        assertThat(answers.purge(clock.instant().minusSeconds(3_600), 1_000)).isZero();
        assertThat(answers.purge(clock.instant().plusSeconds(1), 1_000)).isPositive();
    }

    @Test
    void cutsAnswersThatDoNotFitIntoTheResult() {
        ai.answering(request -> answer("x".repeat(40_000)));
        var job = jobs.await(prompts.ask(1, 1, "a"), "succeeded");
        assertThat(job.getString("result.items[0].text")).hasSize(32_000);
        assertThat(job.getBoolean("result.items[0].truncated")).isTrue();
    }

    @Test
    void sumsWhatTheAnswersCostAlsoThoseOfFormerAttempts() {
        var away = new AtomicBoolean(true);
        ai.answering(request -> switch (prompt(request)) {
            case "a" -> costing("120");
            case "b" -> away.getAndSet(false) ? Reply.of(503) : costing("7");
            default -> answer("free");
        });
        var id = prompts.ask(3, 1, "a", "b", "c");
        await().until(() -> !jobs.get(id).getList("errors").isEmpty());
        clock.putForward(Duration.ofMinutes(10));
        var job = jobs.await(id, "succeeded");
        assertThat(job.getList("result.items.costMicros")).containsExactly(120, 7, null);
        assertThat(job.getInt("result.totals.costMicros")).isEqualTo(127);
        assertThat(asked(id)).containsExactly("a", "b", "b", "c");
    }

    @Test
    void doesNotCountACostThatIsNone() {
        ai.answering(request -> costing("1.5 dollars"));
        var job = jobs.await(prompts.ask(1, 1, "a"), "succeeded");
        assertThat(job.getMap("result.totals")).doesNotContainKey("costMicros");
    }
}
