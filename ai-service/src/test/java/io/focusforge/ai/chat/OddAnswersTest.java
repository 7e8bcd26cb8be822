package io.focusforge.ai.chat;

import static io.focusforge.ai.testing.Api.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.emptyOrNullString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.focusforge.ai.testing.Api;
import io.focusforge.ai.testing.FakeProviders;
import io.focusforge.ai.testing.RawProvider;
import io.focusforge.ai.testing.RawProvider.Exchange;
import io.focusforge.ai.testing.TableFile;
import io.focusforge.local.testing.FocusForgeServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What providers send that is no answer: each has an error in OpenAI's shape, and costs nothing. */
@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "ai"))
@WithTestResource(FakeProviders.class)
class OddAnswersTest {
    private static final String MODEL = "x-odd-model";
    private static final String JSON = "application/json";
    private static final String EVENTS = "text/event-stream";
    private static final String ANSWER =
            "{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"Four.\"},\"finish_reason\":\"stop\"}]}";
    private static final String CHUNK =
            "data: {\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"%s\"}}]}\n\n";
    private static final String END =
            "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n";
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: %s\r\nConnection: close\r\n";
    private static final int MEGABYTE = 1024 * 1024;

    private static RawProvider provider;
    private static RawProvider inside;

    private final Api api = new Api();

    @BeforeEach
    void start() throws Exception {
        if (provider != null) {
            return;
        }
        inside = new RawProvider(exchange -> exchange.say(200, JSON, ANSWER));
        provider = new RawProvider(OddAnswersTest::answer);
        TableFile.publish("""
                providers:
                  x-odd:
                    base-url: %s/v1
                    models: %s
                    requests-per-minute: 0
                    max-concurrency: 20
                    breaker-failures: 1000
                    retries: 0
                """.formatted(provider.url(), MODEL), MODEL, true);
    }

    @AfterAll
    static void stop() throws Exception {
        TableFile.write("");
        provider.stop();
        inside.stop();
        provider = null;
    }

    private static void answer(Exchange exchange) {
        switch (new JsonObject(exchange.body()).getJsonArray("x_script").getString(0)) {
            case "html" -> exchange.say(200, "text/html", "<html><body>Welcome</body></html>");
            case "html-error" -> exchange.say(503, "text/html", "<html>" + "x".repeat(100_000));
            case "html-as-json" -> exchange.say(200, JSON, "<html><body>Welcome</body></html>");
            case "json-as-html" -> exchange.say(200, "text/html", ANSWER);
            case "events-as-json" -> exchange.say(200, JSON, CHUNK.formatted("Four.") + END);
            case "array" -> exchange.say(200, JSON, "[]");
            case "empty" -> exchange.say(200, JSON, "");
            case "no-content" -> exchange.say("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
            case "error-as-answer" -> exchange.say(200, JSON, "{\"error\":{\"message\":\"upstream-said\"}}");
            case "huge" -> exchange.say(200, JSON, "{\"x\":\"" + "x".repeat(17 * MEGABYTE) + "\"}");
            case "shorter" -> exchange.say(HEAD.formatted(JSON) + "Content-Length: 500\r\n\r\n" + ANSWER);
            case "bad-chunks" ->
                exchange.say(HEAD.formatted(JSON) + "Transfer-Encoding: chunked\r\n\r\nZZZ\r\n" + ANSWER + "\r\n");
            case "no-http" -> exchange.say("SSH-2.0-OpenSSH_9.6\r\n");
            case "hangs-up" -> exchange.socket().close();
            case "redirect" ->
                exchange.say(
                        "HTTP/1.1 307 Temporary Redirect\r\nLocation: http://127.0.0.1:%d/v1\r\nContent-Length: 0\r\n\r\n"
                                .formatted(inside.port()));
            case "redirect-to-metadata" ->
                exchange.say(
                        "HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/latest\r\nContent-Length: 0\r\n\r\n");
            case "sse-html" -> exchange.say(200, EVENTS, "<html>\n\n<body>\n\n");
            case "sse-garbage" -> exchange.say(200, EVENTS, "data: <html>\n\n" + END);
            case "sse-later-garbage" -> exchange.say(200, EVENTS, CHUNK.formatted("Fo") + "data: {\"a\n\n" + END);
            case "sse-half-frame" -> exchange.say(200, EVENTS, CHUNK.formatted("Fo") + CHUNK.substring(0, 30));
            case "sse-only-half-a-frame" -> exchange.say(200, EVENTS, CHUNK.substring(0, 30));
            case "sse-empty" -> exchange.say(200, EVENTS, "");
            case "sse-bad-chunks" ->
                exchange.say(HEAD.formatted(EVENTS) + "Transfer-Encoding: chunked\r\n\r\nQQ\r\n" + CHUNK + "\r\n");
            case "sse-1mb" -> exchange.say(200, EVENTS, CHUNK.formatted("x".repeat(MEGABYTE)) + END);
            case "sse-5mb" -> exchange.say(200, EVENTS, CHUNK.formatted("x".repeat(5 * MEGABYTE)) + END);
            case "sse-70mb" ->
                exchange.say(200, EVENTS, CHUNK.formatted("x".repeat(MEGABYTE)).repeat(70) + END);
            default -> exchange.say(200, JSON, ANSWER);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "html,           502, model_error",
        "html-error,     503, model_unavailable",
        "html-as-json,   502, model_error",
        "json-as-html,   502, model_error",
        "events-as-json, 502, model_error",
        "array,          502, model_error",
        "empty,          502, model_error",
        "no-content,     502, model_error",
        "error-as-answer,502, model_error",
        "huge,           502, model_error",
        "shorter,        502, model_error",
        "bad-chunks,     502, model_error",
        "no-http,        502, model_error",
        "hangs-up,       502, model_error",
        "redirect,       502, model_error",
        "redirect-to-metadata, 502, model_error",
    })
    void whatIsNoAnswerIsAnErrorThatCostsNothing(String behaviour, int status, String code) {
        var answer = api.chat(request(MODEL, Api.id(), behaviour));
        answer.then()
                .statusCode(status)
                .contentType("application/json")
                .body("error.code", equalTo(code))
                .body("error.type", equalTo("server_error"))
                .body("error.message", not(emptyOrNullString()));
        assertThat(answer.asString()).doesNotContain("html", "upstream-said", "Exception", "localhost", "127.0.0.1");
        assertNothingCharged();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "html",
                "json-as-html",
                "array",
                "redirect",
                "sse-html",
                "sse-garbage",
                "sse-only-half-a-frame",
                "sse-empty",
                "sse-bad-chunks",
                "sse-5mb",
                "no-http",
            })
    void aStreamThatDoesNotBeginIsAnErrorWithAStatusThatCostsNothing(String behaviour) {
        api.chat(request(MODEL, Api.id(), behaviour).put("stream", true))
                .then()
                .statusCode(502)
                .body("error.code", equalTo("model_error"));
        assertNothingCharged();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sse-half-frame", "sse-later-garbage"})
    void aStreamThatBreaksEndsWithAnErrorAfterTheLastWholeFrame(String behaviour) {
        var answer = api.chat(request(MODEL, Api.id(), behaviour).put("stream", true));
        answer.then().statusCode(200);
        var frames = answer.asString().split("\n\n");
        assertThat(frames).hasSize(2);
        assertThat(frames[0]).contains("\"content\":\"Fo\"");
        var error = new JsonObject(frames[1].substring("data: ".length())).getJsonObject("error");
        assertThat(error.getString("code")).isEqualTo("model_error");
        assertThat(error.getString("type")).isEqualTo("server_error");
    }

    @Test
    void aFrameOfAMegabyteIsHandedOn() {
        var answer = api.chat(request(MODEL, Api.id(), "sse-1mb").put("stream", true))
                .asString();
        assertThat(answer).hasSizeGreaterThan(MEGABYTE).endsWith("data: [DONE]\n\n");
    }

    @Test
    void aStreamWithoutEndIsEnded() {
        var answer = api.chat(request(MODEL, Api.id(), "sse-70mb").put("stream", true))
                .asByteArray();
        assertThat(answer.length).isLessThan((int) SseFrames.LONGEST_STREAM + MEGABYTE);
        assertThat(new String(answer, answer.length - 300, 300, java.nio.charset.StandardCharsets.UTF_8))
                .contains("\"code\":\"model_error\"")
                .doesNotContain("[DONE]");
    }

    @Test
    void aRedirectIsNeverFollowed() {
        api.chat(request(MODEL, Api.id(), "redirect"));
        api.chat(request(MODEL, Api.id(), "redirect").put("stream", true));
        assertThat(inside.asked()).isEmpty();
    }

    /** The ledger is written a moment later, in order: when a good call is in it, everything before it is. */
    private void assertNothingCharged() {
        api.chat(request(MODEL, Api.id(), "json")).then().statusCode(200);
        await().pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> api.usage("").then().body("items[0].calls", equalTo(1)));
    }
}
