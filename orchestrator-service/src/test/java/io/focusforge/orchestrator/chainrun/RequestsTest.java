package io.focusforge.orchestrator.chainrun;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.focusforge.common.outbound.Destination;
import io.focusforge.orchestrator.definition.ChainReader;
import io.focusforge.orchestrator.definition.OtherChains;
import io.focusforge.orchestrator.definition.Step;
import io.focusforge.orchestrator.outside.AllowedHosts;
import io.focusforge.orchestrator.outside.HttpStepConfig;
import io.focusforge.orchestrator.outside.OutsideCalls;
import io.focusforge.orchestrator.outside.Secrets;
import io.focusforge.orchestrator.run.StepOutcome;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Steps that call a host outside, against a server that is one. */
class RequestsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final UUID TENANT = UUID.randomUUID();
    private static final List<Map.Entry<String, String>> SEEN = new CopyOnWriteArrayList<>();
    private static final List<String> TOLD = new CopyOnWriteArrayList<>();
    private static Vertx vertx;
    private static HttpServer server;
    private static Requests requests;

    @BeforeAll
    static void start() throws IOException {
        vertx = Vertx.vertx();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", RequestsTest::answer);
        server.start();
        var config = new Config();
        requests = new Requests(
                new OutsideCalls(vertx, config, Clock.systemUTC()),
                host -> new InetAddress[] {
                    host.equals("inside.test") ? InetAddress.getByName("10.0.0.7") : InetAddress.getLoopbackAddress()
                },
                config,
                JSON);
    }

    @AfterAll
    static void stop() {
        server.stop(0);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void sendsJsonWithTheSameKeyAtEveryAttempt() throws Exception {
        var step =
                "method: POST, url: $input.url, body: '{ \"a\": $input.n }', headers: { X-Kind: '\"k\"', Host: '\"evil\"' }";
        var first = (StepOutcome.Done) send(step, "/echo");
        send(step, "/echo");
        assertThat(first.result().at("/status").asInt()).isEqualTo(200);
        assertThat(first.result().at("/body/got/a").asInt()).isEqualTo(5);
        assertThat(SEEN).hasSize(2).allMatch(seen -> seen.getKey()
                .equals(SEEN.getFirst().getKey()));
        assertThat(SEEN.getFirst().getValue()).isEqualTo("k localhost");
    }

    @Test
    void triesAgainWhatMayGoBetterLater() throws Exception {
        var busy = (StepOutcome.Fails) send("url: $input.url", "/busy");
        assertThat(busy.retryable()).isTrue();
        assertThat(busy.retryAfter()).contains(Duration.ofSeconds(7));
        assertThat(((StepOutcome.Fails) send("url: $input.url", "/gone")).retryable())
                .isFalse();
    }

    @Test
    void followsNoRedirectAndReadsNoAnswerWithoutEnd() throws Exception {
        assertThat(((StepOutcome.Fails) send("url: $input.url", "/moved")).code())
                .isEqualTo("http_status");
        assertThat(((StepOutcome.Fails) send("url: $input.url", "/long")).code())
                .isEqualTo("answer_too_long");
    }

    @Test
    void sendsSecretsThatTheChainKnowsByNameAndKeepsNoneOfThem() throws Exception {
        var step =
                "url: $input.url, headers: { Authorization: '\"mine\"' }, secrets: { Authorization: 'Bearer {crm}' }";
        var outcome = (StepOutcome.Done) send(step, "/told");
        assertThat(TOLD).containsExactly("Bearer s3cr3t-s3cr3t");
        assertThat(outcome.result().at("/body/you/sent").asText()).isEqualTo("Bearer [secret]");
        assertThat(outcome.toString()).doesNotContain("s3cr3t");
    }

    @Test
    void sendsSecretsOnlyWhereTheyBelongAndForWhomTheyAre() throws Exception {
        for (var name : List.of("elsewhere", "others", "unknown")) {
            var outcome =
                    (StepOutcome.Fails) send("url: $input.url, secrets: { X-Key: '{%s}' }".formatted(name), "/told");
            assertThat(outcome.code()).as(name).isEqualTo("secret_not_allowed");
        }
        var step = (Step.Http) ChainReader.read(
                        "name: x\ninput: {}\noutput: {}\nsteps: [ { id: a, type: http, url: $input.url, secrets: { X-Key: '{public}' } } ]",
                        OtherChains.NONE)
                .block()
                .steps()
                .getFirst();
        var secrets = new Secrets(new Config());
        assertThat(secrets.headers(step.secrets(), TENANT, to("https://api.example.org/"), Set.of()))
                .contains(Map.of("x-key", "p"));
        assertThat(secrets.headers(step.secrets(), TENANT, to("http://api.example.org/"), Set.of()))
                .isEmpty();
    }

    private static Destination.Allowed to(String url) throws IOException {
        return new Destination.Allowed(URI.create(url), InetAddress.getByName("192.0.2.1"));
    }

    @Test
    void callsNeitherPrivateNorOtherHosts() throws Exception {
        assertThat(failure("'\"http://inside.test/\"'")).isEqualTo("url_refused");
        assertThat(failure("'\"http://8.8.8.8/\"'")).isEqualTo("url_refused");
        assertThat(new AllowedHosts(new Config()).allows(TENANT, "API.one.example.org"))
                .isTrue();
        assertThat(new AllowedHosts(new Config()).allows(TENANT, "example.org")).isFalse();
        assertThat(new AllowedHosts(new Config()).allows(TENANT, "only.test")).isTrue();
        assertThat(new AllowedHosts(new Config()).allows(UUID.randomUUID(), "only.test"))
                .isFalse();
    }

    private static String failure(String url) throws Exception {
        return ((StepOutcome.Fails) send("url: " + url, "/")).code();
    }

    private static StepOutcome send(String step, String path) throws Exception {
        var chain = ChainReader.read(
                "name: x\ninput: {}\noutput: {}\nsteps: [ { id: a, type: http, " + step + " } ]", OtherChains.NONE);
        var input = JSON.createObjectNode()
                .put("url", "http://localhost:" + server.getAddress().getPort() + path)
                .put("n", 5);
        var http = (Step.Http) chain.block().steps().getFirst();
        var scope = Map.<String, JsonNode>of("input", input, "steps", JSON.createObjectNode());
        return requests.send(new Work("r", chain, http, scope, new FirstAttempt(TENANT, input)), http);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        switch (exchange.getRequestURI().getPath()) {
            case "/echo" -> {
                SEEN.add(Map.entry(
                        headers.getFirst("Idempotency-Key"),
                        headers.getFirst("X-Kind") + " "
                                + headers.getFirst("Host").replaceAll(":.*", "")));
                reply(exchange, 200, "{\"got\":" + body + "}");
            }
            case "/busy" -> {
                exchange.getResponseHeaders().add("Retry-After", "7");
                reply(exchange, 503, "{}");
            }
            case "/told" -> {
                TOLD.add(headers.getFirst("Authorization"));
                reply(exchange, 200, "{\"you\":{\"sent\":\"" + headers.getFirst("Authorization") + "\"}}");
            }
            case "/moved" -> {
                exchange.getResponseHeaders().add("Location", "/echo");
                reply(exchange, 302, "{}");
            }
            case "/long" -> reply(exchange, 200, "\"" + "x".repeat(200_000) + "\"");
            default -> reply(exchange, 404, "{}");
        }
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        exchange.sendResponseHeaders(status, body.length());
        try (var out = exchange.getResponseBody()) {
            out.write(body.getBytes(UTF_8));
        } catch (IOException e) {
            exchange.close();
        }
    }

    /** Only this machine may be called although it is not public. */
    private static final class Config implements HttpStepConfig {
        @Override
        public Optional<Set<String>> allowedHosts() {
            return Optional.of(Set.of("localhost", "*.one.example.org"));
        }

        @Override
        public Map<String, Set<String>> tenantHosts() {
            return Map.of(TENANT.toString(), Set.of("only.test"));
        }

        @Override
        public Optional<Set<String>> allowedPrivateHosts() {
            return Optional.of(Set.of("localhost"));
        }

        @Override
        public Map<String, Secret> secrets() {
            return Map.of(
                    "crm", new Kept("s3cr3t-s3cr3t", "localhost", Optional.empty()),
                    "elsewhere", new Kept("e", "example.org", Optional.empty()),
                    "others", new Kept("o", "localhost", Optional.of(Set.of(UUID.randomUUID()))),
                    "public", new Kept("p", "*.example.org", Optional.of(Set.of(TENANT))));
        }

        @Override
        public MemorySize maxBody() {
            return new MemorySize(BigInteger.valueOf(100_000));
        }

        @Override
        public int connections() {
            return 4;
        }
    }

    private record Kept(String value, String host, Optional<Set<UUID>> tenants) implements HttpStepConfig.Secret {
        @Override
        public Set<String> hosts() {
            return Set.of(host);
        }
    }
}
