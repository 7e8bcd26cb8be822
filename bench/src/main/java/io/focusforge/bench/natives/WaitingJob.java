package io.focusforge.bench.natives;

import io.focusforge.bench.load.RunningStack;
import io.focusforge.local.stack.Stack;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;

/** A job that becomes due while there is no worker. */
record WaitingJob(UUID id, long due) {
    private static final Duration DELAY = Duration.ofSeconds(12);
    private static final long POLL_MILLIS = 5;

    /** Asks the present worker to accept it. */
    static WaitingJob accepted(HttpClient client, RunningStack stack) throws IOException, InterruptedException {
        var due = System.nanoTime() + DELAY.plusSeconds(1).toNanos();
        var request = HttpRequest.newBuilder(URI.create(stack.url() + "/api/v1/jobs"))
                .header("Authorization", "Bearer " + stack.key())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        MainCall.job(DELAY.toString(), System.nanoTime()).encode()))
                .build();
        var response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 202) {
            throw new IllegalStateException("a job: " + response.statusCode() + " " + response.body());
        }
        return new WaitingJob(UUID.fromString(new JsonObject(response.body()).getString("id")), due);
    }

    void awaitDue() throws InterruptedException {
        Thread.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
    }

    /** @return milliseconds from the start of the worker's process until the job had succeeded */
    double awaitDone(Stack stack, OwnService worker) throws SQLException, InterruptedException {
        try (var connection = stack.servers().endpoints().postgres().connect("worker");
                var finished = connection.prepareStatement(
                        "SELECT 1 FROM finished_jobs WHERE id = ? AND state = 'succeeded'")) {
            finished.setObject(1, id);
            while (true) {
                try (var rows = finished.executeQuery()) {
                    if (rows.next()) {
                        return worker.millis();
                    }
                }
                worker.requireUnderWay();
                Thread.sleep(POLL_MILLIS);
            }
        }
    }
}
