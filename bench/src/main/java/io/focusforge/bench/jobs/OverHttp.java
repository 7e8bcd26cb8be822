package io.focusforge.bench.jobs;

import io.focusforge.bench.load.Load;
import io.focusforge.bench.load.Load.Call;
import io.focusforge.bench.load.ServiceToken;
import io.focusforge.bench.measure.Rounds;
import io.focusforge.local.server.Service;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Batches of jobs over HTTP, accepted while they run; and what operators do to the queue. */
final class OverHttp {
    private static final int CLIENTS = 8;
    private static final int BATCH = 100;
    private static final Duration ROUND = Duration.ofSeconds(5);

    private final Arena arena;
    private final Rounds rounds;
    private final Load load;
    private final String authorization;
    private final Call batch;

    OverHttp(Arena arena, Rounds rounds, Load load) throws IOException {
        this.arena = arena;
        this.rounds = rounds;
        this.load = load;
        this.authorization = new ServiceToken(
                        Service.GATEWAY.id(),
                        UUID.randomUUID().toString(),
                        UUID.randomUUID().toString(),
                        List.of("jobs:write", "jobs:admin", "tenants:admin"))
                .sign(arena.servers().endpoints().signingKey(Service.GATEWAY));
        this.batch = call("/api/v1/jobs:batch", body(), 202);
    }

    void warmUp() throws IOException {
        load.closedLoop(CLIENTS, ROUND, number -> batch).withoutFailures();
        arena.engine().program().ask("await-all");
    }

    void accept() throws IOException, SQLException {
        arena.settle();
        var started = System.nanoTime();
        var outcome = load.closedLoop(CLIENTS, ROUND, number -> batch).withoutFailures();
        rounds.add("jobs.http_batch_per_s", "1/s", outcome.perSecond() * BATCH);
        arena.engine().program().ask("await-all");
        var seconds = (System.nanoTime() - started) / 1e9;
        rounds.add("jobs.http_end_to_end_per_s", "1/s", outcome.latencies().length * BATCH / seconds);
    }

    void pause() throws IOException, InterruptedException {
        operate("pause");
    }

    void resume() throws IOException, InterruptedException {
        operate("resume");
    }

    private void operate(String action) throws IOException, InterruptedException {
        var call = call("/api/v1/queues/default/" + action, "", 200);
        var request = HttpRequest.newBuilder(URI.create(call.url()))
                .header("Authorization", call.authorization())
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != call.expectedStatus()) {
                throw new IllegalStateException(action + ": " + answer.statusCode() + " " + answer.body());
            }
        }
    }

    private Call call(String path, String body, int status) {
        return new Call(HttpMethod.POST, arena.engine().url() + path, authorization, body, status);
    }

    private static String body() {
        var job =
                new JsonObject().put("type", "bench.nothing").put("payload", new JsonObject().put("text", Arena.TEXT));
        var jobs = new JsonArray();
        for (var i = 0; i < BATCH; i++) {
            jobs.add(job);
        }
        return new JsonObject().put("jobs", jobs).encode();
    }
}
