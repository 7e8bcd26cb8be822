package io.focusforge.ai.headers;

import static io.focusforge.ai.testing.Api.request;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.ai.testing.Api;
import io.focusforge.ai.testing.FakeProviders;
import io.focusforge.ai.testing.RawRequest;
import io.focusforge.common.identity.Scopes;
import io.focusforge.local.testing.FocusForgeServers;
import io.focusforge.local.testing.TestTokens;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.http.Headers;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** All sources of answers under {@code /v1}, and what each has in its head. */
@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "ai"))
@WithTestResource(FakeProviders.class)
class EveryAnswerTest {
    private static final List<String> OF_ALL =
            List.of("x-request-id", "x-focusforge-cache", "x-focusforge-attempts", "x-focusforge-overhead-ms");
    private static final List<String> LIMITS = Stream.concat(
                    Stream.of("limit", "remaining", "reset").flatMap(what -> Stream.of("requests", "tokens")
                            .map(unit -> "x-ratelimit-" + what + "-" + unit)),
                    Stream.of("RateLimit", "RateLimit-Policy"))
            .toList();
    private static final String COST = "x-focusforge-cost";
    private static final List<String> WHO = List.of("x-focusforge-provider", "x-focusforge-model");

    private final UUID tenant = UUID.randomUUID();
    private final UUID user = UUID.randomUUID();
    private UUID key = UUID.randomUUID();
    private final String id = Api.id();

    /** What an answer of this source has not; all others are there. */
    private record Source(String name, int status, Set<String> without, Supplier<Response> answer) {
        static Source of(String name, int status, Supplier<Response> answer) {
            return new Source(name, status, Set.of(), answer);
        }

        Source without(String... headers) {
            return new Source(name, status, Set.of(headers), answer);
        }

        /** Nobody was asked. */
        Source ofNobody() {
            return without(WHO.toArray(String[]::new));
        }
    }

    @TestFactory
    Stream<DynamicTest> theHeadersAreThereWhoeverAnswers() {
        return Stream.of(answers(), lists(), refusals(), strangers())
                .flatMap(List::stream)
                .map(source -> DynamicTest.dynamicTest(source.name(), () -> check(source)));
    }

    private List<Source> answers() {
        return List.of(
                Source.of("a provider", 200, () -> chat("json")),
                Source.of("a provider's stream", 200, () -> stream("sse")).without(COST),
                Source.of("the model in process", 200, () -> chat(request("focusforge-extractive", id))),
                Source.of(
                        "its stream",
                        200,
                        () -> chat(request("focusforge-extractive", id).put("stream", true))),
                Source.of("a text completion", 200, () -> asked().body("{\"model\":\"default\",\"prompt\":\"Once\"}")
                        .post("/v1/completions")),
                Source.of("a response", 200, () -> response(false)),
                Source.of("a response's stream", 200, () -> response(true)),
                Source.of("a model without a price", 200, () -> chat(request("beta/beta-model", Api.id(), "json")))
                        .without(COST),
                Source.of("the cache", 200, () -> twice(cached("json"))),
                Source.of(
                        "a stream of the cache", 200, () -> twice(cached("sse").put("stream", true))),
                Source.of("an answer under its idempotency key", 200, this::replayed)
                        .ofNobody(),
                Source.of("a batch", 200, this::batch).ofNobody(),
                Source.of("embeddings in process", 200, () -> embed("all-minilm-l6-v2", "text")),
                Source.of("embeddings of a provider", 200, () -> embed("embed-test", "text"))
                        .without(COST));
    }

    private List<Source> lists() {
        return List.of(
                Source.of("the models", 200, () -> asked().get("/v1/models")).ofNobody(),
                Source.of("a model", 200, () -> asked().get("/v1/models/default"))
                        .ofNobody(),
                Source.of("no model", 404, () -> asked().get("/v1/models/none")).ofNobody());
    }

    private List<Source> refusals() {
        return List.of(
                Source.of("no JSON", 400, () -> asked().body("{").post(Api.CHAT))
                        .ofNobody(),
                Source.of("no body", 400, () -> asked().post(Api.CHAT)).ofNobody(),
                Source.of("a bad stream", 400, () -> asked().body("{\"stream\":true}")
                                .post(Api.CHAT))
                        .ofNobody(),
                Source.of("an unknown model", 404, () -> chat(request("none", id)))
                        .ofNobody(),
                Source.of(
                                "a bad wish of the cache",
                                400,
                                () -> chat(request("default", id).put("cache", new JsonObject().put("ttl", "soon"))))
                        .ofNobody(),
                Source.of("a bad header", 400, () -> asked().header("x-focusforge-timeout-ms", "soon")
                                .body(request("default", id).encode())
                                .post(Api.CHAT))
                        .ofNobody(),
                Source.of("bad embeddings", 400, () -> asked().body("{}").post("/v1/embeddings"))
                        .ofNobody(),
                Source.of("another type", 415, () -> bearing(Scopes.MODELS_WRITE)
                                .contentType(ContentType.TEXT)
                                .body("hi")
                                .post(Api.CHAT))
                        .ofNobody(),
                Source.of("another method", 405, () -> asked().get(Api.CHAT)).ofNobody(),
                Source.of("an unknown path", 404, () -> asked().get("/v1/nothing"))
                        .ofNobody(),
                Source.of("a missing scope", 403, () -> bearing(Scopes.MODELS_READ)
                                .contentType(ContentType.JSON)
                                .body(request("default", id).encode())
                                .post(Api.CHAT))
                        .ofNobody(),
                Source.of("a limit", 429, this::limited).ofNobody(),
                Source.of("a prompt beyond the limit", 413, this::beyond).ofNobody(),
                Source.of("a provider's 429", 503, () -> chat(request("narrow-model", Api.id(), "429"))),
                Source.of("a provider's 400", 400, () -> chat("400")),
                Source.of("a provider's 500", 502, () -> chat(request("narrow-model", Api.id(), "500"))),
                Source.of("a broken answer", 502, () -> chat("broken")),
                Source.of(
                        "a stream that never began",
                        502,
                        () -> chat(request("narrow-model", Api.id(), "500").put("stream", true))),
                Source.of("a provider that is away", 503, () -> chat(request("dead-model", id))),
                Source.of("the caller's time", 504, () -> asked().header("x-focusforge-timeout-ms", "50")
                        .body(request("default", Api.id(), "slow-json").encode())
                        .post(Api.CHAT)),
                Source.of("failed embeddings", 502, () -> embed("embed-test", "fail")));
    }

    /** Who is not known has no limits. */
    private List<Source> strangers() {
        var nothing = Stream.concat(LIMITS.stream(), WHO.stream()).toArray(String[]::new);
        return List.of(
                Source.of("no token", 401, () -> given().contentType(ContentType.JSON)
                                .body("{}")
                                .post(Api.CHAT))
                        .without(nothing),
                Source.of("a bad token", 401, () -> given().header("Authorization", "Bearer none")
                                .get("/v1/models"))
                        .without(nothing));
    }

    @Test
    void aBodyThatIsNotEvenReadHasThemToo() {
        var answer = RawRequest.exchange("POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nAuthorization: "
                + TestTokens.bearerWithKey(tenant, user, key, Scopes.MODELS_WRITE) + "\r\n"
                + "Content-Type: application/json\r\nContent-Length: 90000000\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 413").contains(OF_ALL).contains(COST);
    }

    private void check(Source source) {
        key = UUID.randomUUID();
        limit("{\"requestsPerMinute\": 1000, \"tokensPerMinute\": 100000}");
        var answer = source.answer().get();
        assertThat(answer.statusCode()).isEqualTo(source.status());
        var headers = answer.headers();
        Stream.of(OF_ALL, LIMITS, WHO, List.of(COST)).flatMap(List::stream).forEach(name -> assertThat(
                        headers.hasHeaderWithName(name))
                .as(name)
                .isEqualTo(!source.without().contains(name)));
        checkDelay(source.status(), headers);
        assertThat(headers.getValue("x-request-id")).matches("[0-9a-f]{32}");
        assertThat(headers.getValue("x-focusforge-overhead-ms")).matches("\\d+\\.\\d+");
    }

    private static void checkDelay(int status, Headers headers) {
        if (status == 429 || status == 503) {
            assertThat(headers.getValue("Retry-After")).matches("[1-9]\\d*");
            assertThat(headers.getValue("retry-after-ms")).matches("[1-9]\\d*");
        }
    }

    private Response replayed() {
        var once = UUID.randomUUID().toString();
        var body = request("default", Api.id(), "json").encode();
        asked().header("Idempotency-Key", once).body(body).post(Api.CHAT);
        var again = asked().header("Idempotency-Key", once).body(body).post(Api.CHAT);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.header(COST)).isEqualTo("0");
        return again;
    }

    private Response batch() {
        var one = new JsonObject().put("body", request("default", Api.id(), "json"));
        var two = new JsonObject().put("requests", new JsonArray().add(one).add(one));
        var answer = asked().urlEncodingEnabled(false).body(two.encode()).post(Api.CHAT + ":batch");
        assertThat(answer.header("x-focusforge-attempts")).isEqualTo("2");
        assertThat(answer.header(COST)).isEqualTo("8");
        return answer;
    }

    private Response limited() {
        limit("{\"requestsPerMinute\": 1, \"tokensPerMinute\": 100000}");
        chat("json");
        return chat("json");
    }

    private Response beyond() {
        limit("{\"requestsPerMinute\": 1000, \"tokensPerMinute\": 3}");
        return chat("json");
    }

    private Response twice(JsonObject body) {
        chat(body);
        var again = chat(body);
        assertThat(again.header("x-focusforge-cache")).isEqualTo("hit");
        assertThat(again.header("x-ratelimit-limit-tokens")).isEqualTo("100000");
        assertThat(again.header("x-ratelimit-remaining-tokens")).matches("999\\d\\d");
        assertThat(again.header(COST)).isEqualTo("0");
        return again;
    }

    private JsonObject cached(String script) {
        return request("default", Api.id(), script).put("cache", true);
    }

    private Response response(boolean stream) {
        var body = new JsonObject()
                .put("model", "focusforge-extractive")
                .put("input", "When?")
                .put("stream", stream);
        return asked().body(body.encode()).post("/v1/responses");
    }

    private Response embed(String model, String text) {
        var body = new JsonObject().put("model", model).put("input", text);
        return asked().body(body.encode()).post("/v1/embeddings");
    }

    private Response stream(String script) {
        return chat(request("default", Api.id(), script).put("stream", true));
    }

    private Response chat(String script) {
        return chat(request("default", Api.id(), script));
    }

    private Response chat(JsonObject body) {
        return asked().body(body.encode()).post(Api.CHAT);
    }

    private RequestSpecification asked() {
        return bearing(Scopes.MODELS_WRITE).contentType(ContentType.JSON);
    }

    private RequestSpecification bearing(String scope) {
        return given().header("Authorization", TestTokens.bearerWithKey(tenant, user, key, scope));
    }

    private void limit(String allowance) {
        bearing(Scopes.MODELS_ADMIN)
                .contentType(ContentType.JSON)
                .body(allowance)
                .put("/api/v1/limits/key/" + key)
                .then()
                .statusCode(200);
    }
}
