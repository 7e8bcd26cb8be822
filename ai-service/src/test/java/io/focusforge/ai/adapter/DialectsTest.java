package io.focusforge.ai.adapter;

import static io.focusforge.ai.testing.Api.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.focusforge.ai.testing.Api;
import io.focusforge.ai.testing.FakeProviders;
import io.focusforge.ai.testing.RawProvider;
import io.focusforge.ai.testing.RawProvider.Exchange;
import io.focusforge.ai.testing.TableFile;
import io.focusforge.local.testing.FocusForgeServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Providers that speak Azure's and Anthropic's dialects, behind the API of OpenAI. */
@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "ai"))
@WithTestResource(FakeProviders.class)
class DialectsTest {
    private static final String AZURE_ANSWER = """
            {"id":"chatcmpl-a","object":"chat.completion","created":1,"model":"gpt-4o-2024-11-20","choices":[{"index":0,"finish_reason":"stop",\
            "content_filter_results":{"hate":{"filtered":false,"severity":"safe"}},"message":{"role":"assistant","content":"Four."}}],\
            "prompt_filter_results":[{"prompt_index":0,"content_filter_results":{}}],"usage":{"prompt_tokens":9,"completion_tokens":2,"total_tokens":11}}""";
    private static final String AZURE_STREAM = """
            data: {"choices":[],"created":0,"id":"","model":"","object":"","prompt_filter_results":[{"prompt_index":0,"content_filter_results":{}}]}

            data: {"choices":[{"index":0,"delta":{"role":"assistant","content":"Four."},"finish_reason":null}],"id":"c","object":"chat.completion.chunk"}

            data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"id":"c","object":"chat.completion.chunk"}

            data: [DONE]

            """;
    private static final String AZURE_FILTERED = """
            {"error":{"message":"The response was filtered","type":null,"param":"prompt","code":"content_filter","status":400,\
            "innererror":{"code":"ResponsibleAIPolicyViolation"}}}""";
    private static final String ANTHROPIC_ANSWER = """
            {"id":"msg_1","type":"message","role":"assistant","model":"sonnet-x-2026","content":[{"type":"text","text":"Four."}],\
            "stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":12,"output_tokens":3}}""";
    private static final String ANTHROPIC_START = """
            event: message_start
            data: {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","content":[],"model":"sonnet-x-2026",\
            "stop_reason":null,"usage":{"input_tokens":12,"output_tokens":1}}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Four."}}

            """;
    private static final String ANTHROPIC_END = """
            event: message_delta
            data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":3}}

            event: message_stop
            data: {"type":"message_stop"}

            """;
    private static final String ANTHROPIC_ERROR =
            "{\"type\":\"error\",\"error\":{\"type\":\"%s\",\"message\":\"%s\"},\"request_id\":\"req_1\"}";
    private static final String EVENTS = "text/event-stream; charset=utf-8";

    private static RawProvider fake;

    private final Api api = new Api();

    @BeforeEach
    void start() throws Exception {
        if (fake != null) {
            return;
        }
        fake = new RawProvider(exchange -> {
            if (exchange.line().contains("/messages")) {
                anthropic(exchange);
            } else {
                azure(exchange);
            }
        });
        TableFile.publish("""
                providers:
                  x-azure:
                    dialect: azure
                    base-url: %1$s
                    api-key: azure-secret-1
                    models: [gpt-4o, mini]
                    deployments: {gpt-4o: my deployment}
                    requests-per-minute: 0
                    retries: 0
                  x-sonnet:
                    dialect: anthropic
                    base-url: %1$s/v1
                    api-key: sonnet-secret-1
                    models: sonnet-x
                    requests-per-minute: 0
                    retries: 0
                    breaker-failures: 1000
                """.formatted(fake.url()), "sonnet-x", true);
    }

    @AfterAll
    static void stop() throws Exception {
        TableFile.write("");
        fake.stop();
        fake = null;
    }

    private static String scripted(Exchange exchange) {
        return new JsonObject(exchange.body()).getJsonArray("x_script").getString(0);
    }

    private static void azure(Exchange exchange) {
        switch (scripted(exchange)) {
            case "filtered" -> exchange.say(400, "application/json", AZURE_FILTERED);
            case "sse" -> exchange.say(200, EVENTS, AZURE_STREAM);
            default -> exchange.say(200, "application/json", AZURE_ANSWER);
        }
    }

    private static void anthropic(Exchange exchange) {
        switch (scripted(exchange)) {
            case "sse" -> exchange.say(200, EVENTS, ANTHROPIC_START + ANTHROPIC_END);
            case "sse-cut" -> exchange.say(200, EVENTS, ANTHROPIC_START);
            case "sse-error" ->
                exchange.say(
                        200,
                        EVENTS,
                        ANTHROPIC_START + "event: error\ndata: "
                                + ANTHROPIC_ERROR.formatted("overloaded_error", "Overloaded") + "\n\n");
            case "529" -> exchange.say(529, "application/json", ANTHROPIC_ERROR.formatted("overloaded_error", "x"));
            case "too-long" ->
                exchange.say(
                        400,
                        "application/json",
                        ANTHROPIC_ERROR.formatted(
                                "invalid_request_error", "prompt is too long: 210000 tokens > 200000 maximum"));
            case "401" -> exchange.say(401, "application/json", ANTHROPIC_ERROR.formatted("authentication_error", "x"));
            case "html" -> exchange.say(200, "text/html", "<html>");
            default -> exchange.say(200, "application/json", ANTHROPIC_ANSWER);
        }
    }

    @Test
    void azureIsAskedForADeploymentByItsDatedVersionWithItsOwnKeyHeader() {
        api.chat(request("gpt-4o", Api.id(), "json"))
                .then()
                .statusCode(200)
                .body("choices[0].content_filter_results.hate.severity", equalTo("safe"));
        var asked = fake.asked().getLast();
        assertThat(asked)
                .startsWith("POST /openai/deployments/my%20deployment/chat/completions?api-version=2024-10-21 HTTP/1.1")
                .containsIgnoringCase("api-key: azure-secret-1")
                .doesNotContainIgnoringCase("authorization:");
        assertUsed(9, 2);
    }

    @Test
    void aDeploymentIsCalledLikeItsModelWhenNothingElseIsSaid() {
        api.chat(request("mini", Api.id(), "json")).then().statusCode(200);
        assertThat(fake.asked().getLast()).startsWith("POST /openai/deployments/mini/chat/completions?");
    }

    @Test
    void azuresStreamAndItsContentFilterAreUnderstood() {
        var stream = api.chat(request("mini", Api.id(), "sse").put("stream", true));
        assertThat(stream.asString()).contains("\"content\":\"Four.\"").endsWith("data: [DONE]\n\n");
        refused(api.chat(request("mini", Api.id(), "filtered")), 400, "content_filter");
    }

    @Test
    void anthropicIsAskedForAMessageAndAnswersACompletion() {
        var body = request("sonnet-x", Api.id(), "json");
        body.getJsonArray("messages")
                .add(0, new JsonObject().put("role", "system").put("content", "Be brief."));
        api.chat(body)
                .then()
                .statusCode(200)
                .body("object", equalTo("chat.completion"))
                .body("model", equalTo("sonnet-x-2026"))
                .body("choices[0].message.content", equalTo("Four."))
                .body("choices[0].finish_reason", equalTo("stop"))
                .body("usage.total_tokens", equalTo(15));
        var asked = fake.asked().getLast();
        assertThat(asked)
                .startsWith("POST /v1/messages HTTP/1.1")
                .containsIgnoringCase("x-api-key: sonnet-secret-1")
                .containsIgnoringCase("anthropic-version: 2023-06-01")
                .contains("\"model\":\"sonnet-x\"", "\"max_tokens\":8192", "\"system\":[{\"type\":\"text\"")
                .doesNotContainIgnoringCase("authorization:");
        assertUsed(12, 3);
    }

    @Test
    void anthropicsStreamIsAStreamOfChunksAndIsAccountedExactly() {
        var stream = api.chat(request("sonnet-x", Api.id(), "sse").put("stream", true));
        assertThat(stream.contentType()).startsWith("text/event-stream");
        assertThat(stream.asString())
                .contains("\"object\":\"chat.completion.chunk\"", "\"delta\":{\"content\":\"Four.\"}")
                .doesNotContain("message_start")
                .endsWith("data: [DONE]\n\n");
        assertUsed(12, 3);
    }

    @ParameterizedTest
    @CsvSource({
        "529,      503, model_unavailable",
        "too-long, 400, context_length_exceeded",
        "401,      502, model_error",
        "html,     502, model_error",
    })
    void anthropicsErrorsAreOurs(String behaviour, int status, String code) {
        refused(api.chat(request("sonnet-x", Api.id(), behaviour)), status, code);
        api.chat(request("sonnet-x", Api.id(), "json")).then().statusCode(200);
        assertUsed(12, 3);
    }

    @ParameterizedTest
    @CsvSource({"sse-cut, model_error", "sse-error, model_unavailable"})
    void whatGoesWrongInAnthropicsStreamIsSaidInOurs(String behaviour, String code) {
        var stream = api.chat(request("sonnet-x", Api.id(), behaviour).put("stream", true))
                .asString();
        assertThat(stream)
                .contains("\"content\":\"Four.\"", "\"code\":\"" + code + "\"")
                .doesNotContain("[DONE]");
    }

    @Test
    void whatAnthropicCannotBeAskedIsRefusedBeforeItIsAsked() {
        var before = fake.asked().size();
        var answer = api.chat(request("sonnet-x", Api.id(), "json").put("n", 2));
        refused(answer, 400, "invalid_request");
        answer.then().body("error.param", equalTo("n"));
        assertThat(fake.asked()).hasSize(before);
    }

    private static void refused(Response answer, int status, String code) {
        answer.then().statusCode(status).body("error.code", equalTo(code));
        assertThat(answer.asString()).doesNotContain("secret-1");
    }

    private void assertUsed(int prompt, int completion) {
        await().pollInterval(Duration.ofMillis(20)).untilAsserted(() -> api.usage("")
                .then()
                .body("items[0].promptTokens", equalTo(prompt))
                .body("items[0].completionTokens", equalTo(completion))
                .body("items[0].estimated", equalTo(false)));
    }
}
