package io.focusforge.chaos.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.chaos.history.Event;
import io.focusforge.chaos.history.Recorder;
import io.focusforge.chaos.history.RunEvent;
import io.focusforge.chaos.world.Door;
import io.focusforge.chaos.world.Door.Ask;
import io.focusforge.chaos.world.Wait;
import io.focusforge.local.server.Service;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the clients of one tenant ask for, and what they are told in the end. */
final class Asks {
    static final String LAST = "last";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration VALID = Duration.ofHours(1);
    private static final Duration ANSWERED = Duration.ofSeconds(120);
    private static final String RUNS = "/api/v1/runs/";
    private static final String TASKS = "/api/v1/tasks";
    private static final String PLANS = "/api/v1/plans";
    private static final String PLAN = """
            {"goal":"Rest","steps":[
              {"id":"a","title":"Rest","estimateMinutes":5,"chain":{"name":"chaos_quiet","input":{}}},
              {"id":"b","title":"Rest more","estimateMinutes":5,"dependsOn":["a"],"chain":{"name":"chaos_quiet","input":{}}}]}""";
    private static final String BUDGET =
            "{\"budget\":{\"calls\":10,\"tokens\":1000,\"costMicros\":1000,\"minutes\":60},\"onFailure\":\"undo\"}";
    private static final String ERASURE = "subject-erasure";
    private static final String DELETION = "document-deletion";
    private static final String CREATION = "task-creation";
    private static final List<String> SCOPES = List.of(
            "tasks:read", "tasks:write", "tasks:admin", "chains:admin", "sagas:admin", "models:write", "memories:read");

    private static final List<String> INTERNAL = List.of("internal:write");

    private final Map<String, RunEvent.Accepted> runs = new ConcurrentHashMap<>();
    private final Map<String, RunEvent.SagaAccepted> sagas = new ConcurrentHashMap<>();
    private final UUID tenant = UUID.randomUUID();
    private final RunsWorld world;
    private final Recorder recorder;
    private final String authorization;
    private final Door user;
    private final Door memory;
    private final Door worker;

    Asks(RunsWorld world, Recorder recorder) {
        this.world = world;
        this.recorder = recorder;
        var cluster = world.cluster();
        this.authorization = cluster.newUser(Service.GATEWAY, tenant, SCOPES, VALID);
        this.user = new Door(cluster.http(), cluster.replicas(), authorization);
        this.memory = inward(Service.MEMORY);
        this.worker = inward(Service.WORKER);
    }

    UUID tenant() {
        return tenant;
    }

    /** The value of an {@code Authorization} header of the user who asks. */
    String authorization() {
        return authorization;
    }

    /** One kind of run for each manner of the host, with lists that the seed makes long or short; tasks, an erasure, a document that goes, and a plan that is executed. */
    List<Runnable> all(Random random) {
        var asks = new ArrayList<Runnable>();
        for (var manner : Manner.values()) {
            var list = 1 + random.nextInt(3);
            asks.add(() -> run(manner, list));
        }
        asks.add(this::tasks);
        asks.add(this::erasure);
        asks.add(this::deletion);
        asks.add(this::plan);
        return asks;
    }

    void upload() throws IOException {
        upload("/chaos-chain.yaml");
        upload("/chaos-quiet.yaml");
    }

    /** @param resource a chain */
    void upload(String resource) throws IOException {
        try (var file = Asks.class.getResourceAsStream(resource)) {
            var yaml = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            answered(user, new Ask("POST", "/api/v1/chains", "application/yaml", yaml));
        }
    }

    String newestRun() {
        return read("/api/v1/runs").at("/items/0/id").asText();
    }

    void rebuild() {
        answered(user, Ask.post("/api/v1/projections/tasks/rebuilds", ""));
    }

    /** What the worker's job does, until the orchestrator says that it is done. */
    void analyze(String task) {
        try {
            worker.insist(Ask.post("/internal/tasks/%s/analysis".formatted(task), "{}"));
        } catch (IllegalStateException e) {
            // a task that is gone needs no analysis
        }
    }

    /** What the API says of all that was accepted. */
    void tell() {
        for (var run : runs.values()) {
            var view = read(RUNS + run.run());
            var numbers = new ArrayList<Long>();
            view.path("output").forEach(number -> numbers.add(number.asLong()));
            recorder.record(new RunEvent.Shown(
                    Event.now(), run.run(), view.path("state").asText(), numbers));
        }
        for (var saga : sagas.values()) {
            var isCreation = saga.kind().equals(CREATION);
            var view = read(isCreation ? TASKS + "/" + saga.saga() : "/api/v1/sagas/" + saga.saga());
            var state = isCreation
                    ? view.at("/analysis/status").asText().replace("done", "completed")
                    : view.path("state").asText();
            recorder.record(new RunEvent.SagaShown(Event.now(), saga.saga(), saga.kind(), state));
        }
    }

    /** A replica that is asked may be starting yet. */
    JsonNode read(String path) {
        var answer = new AtomicReference<JsonNode>();
        Wait.need("an answer to " + path, ANSWERED, () -> {
            answer.set(user.read(path));
            return true;
        });
        return answer.get();
    }

    private void run(Manner manner, int list) {
        var effects = effects(manner, list);
        var item = manner.ordinal();
        recorder.record(
                new RunEvent.Asked(Event.now(), item, manner == Manner.FATAL ? "failed" : "succeeded", effects));
        var run = answered(user, Ask.post("/api/v1/chains/chaos/runs", body(manner, list, "async")));
        var accepted = new RunEvent.Accepted(Event.now(), item, run);
        runs.put(run, accepted);
        recorder.record(accepted);
    }

    static List<String> effects(Manner manner, int list) {
        return Stream.of(
                        Stream.of("first", "both/left", "both/right"),
                        IntStream.range(0, list).mapToObj("each/%d/part"::formatted),
                        Stream.of(LAST).filter(last -> manner != Manner.FATAL))
                .flatMap(names -> names)
                .toList();
    }

    String body(Manner manner, int list, String mode) {
        var body = JSON.createObjectNode().put("mode", mode);
        var input = body.putObject("input")
                .put("item", manner.ordinal())
                .put("url", "%s/effects/%d/%s/".formatted(world.outside().url(), manner.ordinal(), manner));
        IntStream.range(0, list).forEach(input.withArray("/list")::add);
        body.putObject("webhook").put("url", "https://example.org/");
        return body.toString();
    }

    /** Tasks that wait for each other, done and opened again. */
    void tasks() {
        var first = task("{\"title\":\"Collect numbers from finance\",\"labels\":[\"board\"]}");
        var second = task("{\"title\":\"Draft 12 slides\",\"dependsOn\":[\"%s\"]}".formatted(first));
        answered(user, Ask.post(TASKS + "/" + first + "/complete", ""));
        task("{\"title\":\"Rehearse\",\"parentId\":\"%s\"}".formatted(second));
        answered(user, Ask.post(TASKS + "/" + first + "/reopen", ""));
    }

    private String task(String body) {
        var id = answered(user, Ask.post(TASKS, body));
        begun(id, CREATION);
        return id;
    }

    private void erasure() {
        saga(ERASURE, "");
    }

    private void deletion() {
        saga(DELETION, "{\"documentId\":\"%s\"}".formatted(UUID.randomUUID()));
    }

    /** One step behind the other, which chains do. */
    private void plan() {
        var plan = PLANS + "/" + answered(user, Ask.post(PLANS, PLAN));
        answered(user, Ask.post(plan + "/accept", "{}"));
        var executed = user.insist(Ask.post(plan + "/execute", BUDGET))
                .orElseThrow(() -> new IllegalStateException("nobody executes " + plan));
        begun(executed.at("/execution/saga").asText(), "plan-execution");
    }

    private void saga(String kind, String input) {
        var id = UUID.randomUUID().toString();
        answered(memory, Ask.post("/internal/sagas/%s/%s".formatted(kind, id), input));
        begun(id, kind);
    }

    private void begun(String id, String kind) {
        var saga = new RunEvent.SagaAccepted(Event.now(), id, kind);
        sagas.put(id, saga);
        recorder.record(saga);
    }

    private Door inward(Service from) {
        var cluster = world.cluster();
        return new Door(cluster.http(), cluster.replicas(), cluster.newUser(from, tenant, INTERNAL, VALID));
    }

    /** @return the id in the answer */
    private static String answered(Door door, Ask ask) {
        return door.insist(ask)
                .orElseThrow(() -> new IllegalStateException("nobody answers " + ask))
                .path("id")
                .asText();
    }
}
