package io.focusforge.orchestrator.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** The services beside this one, as HTTP servers that answer what a test tells them to. */
public final class Neighbours implements QuarkusTestResourceLifecycleManager {
    public static final List<JsonNode> JOBS = new CopyOnWriteArrayList<>();
    public static final List<JsonNode> SEARCHES = new CopyOnWriteArrayList<>();
    public static final List<JsonNode> PROMPTS = new CopyOnWriteArrayList<>();
    public static final List<String> BEARERS = new CopyOnWriteArrayList<>();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Reply NO_MEMORIES = Reply.ok("{\"items\":[],\"degraded\":false}");

    private static volatile Function<JsonNode, Reply> model;
    private static volatile Function<JsonNode, Reply> memory = search -> NO_MEMORIES;
    private static volatile int workerStatus = 202;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server;

    public record Reply(int status, Map<String, String> headers, String body) {
        public static Reply ok(String body) {
            return new Reply(200, Map.of(), body);
        }

        public static Reply status(int status, String... headers) {
            return new Reply(status, headers.length == 0 ? Map.of() : Map.of(headers[0], headers[1]), "{\"error\":{}}");
        }

        /** Never comes. */
        public static Reply hang() {
            return new Reply(0, Map.of(), "");
        }
    }

    public static void reset() {
        model = null;
        memory = search -> NO_MEMORIES;
        workerStatus = 202;
        SEARCHES.clear();
        PROMPTS.clear();
    }

    /** @param answer from the chat request to the reply; null for no model at all */
    public static void model(Function<JsonNode, Reply> answer) {
        model = answer;
    }

    public static void memory(Function<JsonNode, Reply> answer) {
        memory = answer;
    }

    public static void worker(int status) {
        workerStatus = status;
    }

    public static List<JsonNode> jobsOf(String task) {
        return JOBS.stream()
                .filter(job -> job.at("/payload/taskId").asText().equals(task))
                .toList();
    }

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(threads);
        server.createContext("/v1/models", exchange -> reply(exchange, models()));
        server.createContext("/v1/models/", exchange -> reply(exchange, Reply.status(404)));
        server.createContext("/v1/chat/completions", exchange -> {
            var prompt = read(exchange, PROMPTS);
            var answer = model;
            if (prompt.path("stream").asBoolean()) {
                Voice.stream(exchange);
                return;
            }
            if (prompt.path("model").asText().equals("focusforge-extractive")) {
                Talks.send(exchange, 200, Voice.quote(prompt));
                return;
            }
            reply(exchange, answer == null ? Reply.status(404) : answer.apply(prompt));
        });
        server.createContext(
                "/api/v1/memories/search", exchange -> reply(exchange, memory.apply(read(exchange, SEARCHES))));
        server.createContext("/api/v1/conversations", exchange -> {
            if (exchange.getRequestURI().getPath().endsWith("/answers")) {
                OwnDoor.pass(exchange);
            } else {
                Talks.answer(exchange);
            }
        });
        server.createContext("/", OwnDoor::pass);
        server.createContext("/mcp", ToolServer::answer);
        server.createContext("/own-mcp", OwnDoor::passAsToolServer);
        server.createContext("/api/v1/search", Library::search);
        server.createContext("/internal/citations/check", Library::check);
        server.createContext("/internal/erasures", Erasures::answer);
        server.createContext("/internal/deletions", Deletions::answer);
        server.createContext("/api/v1/jobs", WorkerJobs::answer);
        server.createContext("/internal/jobs", exchange -> {
            var jobs = JSON.readTree(exchange.getRequestBody());
            if (workerStatus == 202) {
                jobs.forEach(JOBS::add);
                BEARERS.add(exchange.getRequestHeaders().getFirst("Authorization"));
            }
            reply(exchange, Reply.status(workerStatus));
        });
        server.start();
        var url = "http://localhost:" + server.getAddress().getPort();
        ToolServer.isAt(url + "/mcp");
        return Map.ofEntries(
                Map.entry("focusforge.mcp.allowed-private-hosts", "localhost"),
                Map.entry("focusforge.mcp.servers.house.url", url + "/mcp"),
                Map.entry("focusforge.mcp.servers.elsewhere.url", url + "/mcp"),
                Map.entry("focusforge.mcp.servers.elsewhere.tenants", "00000000-0000-0000-0000-000000000001"),
                Map.entry("focusforge.chain-http.secrets.words.value", "open-sesame"),
                Map.entry("focusforge.chain-http.secrets.words.hosts", "localhost"),
                Map.entry("focusforge.chain-http.secrets.elsewhere.value", "unseen"),
                Map.entry("focusforge.chain-http.secrets.elsewhere.hosts", "api.example.org"),
                Map.entry("focusforge.services.ai.url", url),
                Map.entry("focusforge.services.memory.url", url),
                Map.entry("focusforge.services.orchestrator.url", url),
                Map.entry("focusforge.services.worker.url", url),
                Map.entry("focusforge.chains.model-check", "1ms"),
                Map.entry("focusforge.chains.max-timeout", "2500ms"),
                Map.entry("focusforge.recall.timeout", "3S"),
                Map.entry("focusforge.tasks.analysis-wait", "20S"),
                Map.entry("focusforge.tasks.retry-base", "100ms"),
                Map.entry("focusforge.tasks.retry-max", "200ms"),
                Map.entry("focusforge.tasks.sweep-every", "off"),
                Map.entry("focusforge.tasks.recurrence.sweep-every", "off"),
                Map.entry("focusforge.plans.replan-every", "off"),
                Map.entry("focusforge.plans.look-every", "200ms"),
                Map.entry("focusforge.sagas.look-every", "500ms"));
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
        threads.shutdownNow();
    }

    private static Reply models() {
        return Reply.ok(
                model == null
                        ? "{\"object\":\"list\",\"data\":[{\"id\":\"all-minilm-l6-v2\"}]}"
                        : "{\"object\":\"list\",\"data\":[{\"id\":\"default\"}]}");
    }

    private static JsonNode read(HttpExchange exchange, List<JsonNode> seen) throws IOException {
        var body = JSON.readTree(exchange.getRequestBody());
        seen.add(body);
        return body;
    }

    private static void reply(HttpExchange exchange, Reply reply) throws IOException {
        if (reply.status() == 0) {
            return;
        }
        reply.headers().forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        var bytes = reply.body().getBytes(java.nio.charset.StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
