package io.focusforge.chaos.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.focusforge.chaos.history.Event;
import io.focusforge.chaos.history.RunEvent;
import io.focusforge.chaos.world.Wait;
import io.focusforge.local.server.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * What stands around the orchestrators: the models, memory and worker that they ask, and the host that steps of chains call, which does a thing
 * once for each Idempotency-Key and answers with its number. Each can be away.
 */
final class Outside implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SILENCE = Duration.ofSeconds(4);
    private static final Duration WORK = Duration.ofMillis(300);
    private static final int ERASURE_STEPS = 8;
    private static final String TEAM_EFFECT = "/effects/%d/%s/team".formatted(Manner.values().length, Manner.SLOW);
    private static final Set<String> TOLD = Set.of("memory.consolidate", "webhook.deliver");

    /** Who can be away, and how. */
    enum Absence {
        MODEL_AWAY,
        MODEL_SILENT,
        HOST_AWAY,
        WORKER_AWAY
    }

    private final Set<Absence> absences = Collections.synchronizedSet(EnumSet.noneOf(Absence.class));
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger numbers = new AtomicInteger();
    private final Map<String, Integer> done = new ConcurrentHashMap<>();
    private final Map<String, Integer> erasures = new ConcurrentHashMap<>();
    private final Team team = new Team();
    private final HttpServer server;
    private volatile Consumer<Event> report = event -> {};
    private volatile Consumer<String> analyses = task -> {};

    Outside() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        serve("/effects/", this::effect);
        serve("/v1/models", exchange -> answer(exchange, 200, "{\"object\":\"list\",\"data\":[{\"id\":\"default\"}]}"));
        serve("/v1/chat/completions", this::say);
        serve("/api/v1/memories/search", exchange -> answer(exchange, 200, "{\"items\":[],\"degraded\":false}"));
        serve("/internal/jobs", this::take);
        serve("/internal/erasures/", this::erase);
        serve("/internal/deletions/", exchange -> exchange.sendResponseHeaders(204, -1));
        server.start();
    }

    String url() {
        return "http://%s:%d".formatted(Ports.HOST, server.getAddress().getPort());
    }

    /**
     * From now on calls are counted anew, and told to this one.
     *
     * @param analysis does what a job of the worker does, for the task of an id
     */
    void reportTo(Consumer<Event> next, Consumer<String> analysis) {
        report = next;
        analyses = analysis;
        calls.set(0);
    }

    /** Calls of steps since then. */
    int calls() {
        return calls.get();
    }

    Team team() {
        return team;
    }

    void absent(Absence how, Duration time) {
        absences.add(how);
        Wait.pause(time);
        absences.remove(how);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(String path, HttpHandler handler) {
        server.createContext(path, exchange -> {
            try (exchange) {
                handler.handle(exchange);
            }
        });
    }

    /** {@code /effects/<item>/<manner>/<step>} */
    private void effect(HttpExchange exchange) throws IOException {
        var at = Event.now();
        var path = exchange.getRequestURI().getPath().split("/", 5);
        var manner = Manner.valueOf(path[3]);
        var key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        exchange.getRequestBody().readAllBytes();
        calls.incrementAndGet();
        var refused = refusal(manner, path[4], key);
        var isNew = refused == 0 && !done.containsKey(key);
        var number = refused == 0 ? done.computeIfAbsent(key, unknown -> numbers.incrementAndGet()) : 0;
        report.accept(new RunEvent.Effect(at, key, Long.parseLong(path[2]), path[4], number));
        if (manner == Manner.SLOW) {
            Wait.pause(WORK);
        }
        if (manner != Manner.LOST || !isNew) {
            answer(exchange, refused == 0 ? 200 : refused, "{\"number\":%d}".formatted(number));
        }
    }

    /** @return the status; 0 for none */
    private int refusal(Manner manner, String step, String key) {
        if (absences.contains(Absence.HOST_AWAY)) {
            return 503;
        }
        return switch (manner) {
            case FATAL -> step.equals(Asks.LAST) ? 422 : 0;
            case BUSY -> Math.random() < 0.3 && !done.containsKey(key) ? 429 : 0;
            case PLAIN, LOST, SLOW -> 0;
        };
    }

    private void say(HttpExchange exchange) throws IOException {
        var request = JSON.readTree(exchange.getRequestBody());
        if (absences.contains(Absence.MODEL_SILENT)) {
            Wait.pause(SILENCE);
            return;
        }
        if (absences.contains(Absence.MODEL_AWAY)) {
            answer(exchange, 503, "{\"error\":{}}");
            return;
        }
        var completion = JSON.createObjectNode().put("model", "mock");
        completion.putObject("usage").put("prompt_tokens", 10).put("completion_tokens", 5);
        var choice = completion.putArray("choices").addObject();
        if (Team.asks(request)) {
            choice.set("message", team.answer(request, url() + TEAM_EFFECT));
        } else {
            choice.putObject("message").put("role", "assistant").put("content", content(request));
        }
        answer(exchange, 200, completion.toString());
    }

    private static String content(JsonNode request) {
        return switch (request.at("/response_format/json_schema/name").asText()) {
            case "task_analysis" -> """
                {"priority":"low","complexity":1,"estimateMinutes":5,"energy":"low","category":"general","risks":[],"suggestedLabels":[]}""";
            case "task_plan" -> """
                {"steps":[{"id":"s1","title":"Do it","estimateMinutes":5,"dependsOn":[],"scheduledFor":null}]}""";
            default -> "{\"text\":\"Yes.\"}";
        };
    }

    private void take(HttpExchange exchange) throws IOException {
        var jobs = JSON.readTree(exchange.getRequestBody());
        if (absences.contains(Absence.WORKER_AWAY)) {
            answer(exchange, 503, "{}");
            return;
        }
        jobs.forEach(this::tell);
        jobs.forEach(this::analyze);
        answer(exchange, 202, "{}");
    }

    private void tell(JsonNode job) {
        var type = job.path("type").asText();
        var about = job.at("/payload/taskId")
                .asText(job.at("/payload/event/data/id").asText());
        if (TOLD.contains(type) && !about.isEmpty()) {
            report.accept(new RunEvent.JobTold(Event.now(), job.path("id").asText(), type, about));
        }
    }

    private void analyze(JsonNode job) {
        if (job.path("type").asText().equals("task.analyze")) {
            var analysis = analyses;
            threads.execute(() -> analysis.accept(job.at("/payload/taskId").asText()));
        }
    }

    private void erase(HttpExchange exchange) throws IOException {
        var steps = erasures.merge(exchange.getRequestURI().getPath(), 1, Integer::sum);
        if (steps > ERASURE_STEPS) {
            exchange.sendResponseHeaders(204, -1);
        } else {
            answer(exchange, 202, "{\"stepsDone\":%d}".formatted(steps));
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
