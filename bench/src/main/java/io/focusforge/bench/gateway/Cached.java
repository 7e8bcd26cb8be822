package io.focusforge.bench.gateway;

import io.focusforge.bench.load.Load;
import io.focusforge.bench.load.Load.Call;
import io.focusforge.bench.load.WarmUp;
import io.focusforge.bench.measure.CpuCost;
import io.focusforge.bench.measure.Rounds;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Consumer;

/** An answer from the cache, with all checks of the caller, beside a plain REST endpoint that checks nothing. */
final class Cached {
    private static final int CLIENTS = 16;
    private static final String HEADER = "x-focusforge-cache";

    private final Arena arena;
    private final Load load;
    private final Duration turn;
    private final Consumer<String> progress;

    Cached(Arena arena, Load load, Duration turn, Consumer<String> progress) {
        this.arena = arena;
        this.load = load;
        this.turn = turn;
        this.progress = progress;
    }

    void measure(Rounds rounds) throws IOException, InterruptedException {
        var cached = arena.ours().ask(Question.cached());
        if (!isHit(cached)) {
            progress.accept("without gateway.cached_vs_hello: the second answer has no %s: hit".formatted(HEADER));
            return;
        }
        var hello = perSecond(rounds, arena.hello(), hello());
        rounds.add("gateway.cached_vs_hello", "ratio", perSecond(rounds, arena.ours(), cached) / hello);
    }

    void warmUp() throws IOException, InterruptedException {
        var cached = arena.ours().ask(Question.cached());
        var warmUp = new WarmUp(load, turn);
        warmUp.of(arena.hello().processes(), hello());
        if (isHit(cached)) {
            warmUp.of(arena.ours().processes(), cached);
        }
    }

    private Call hello() {
        return new Call(HttpMethod.GET, arena.hello().url() + "/hello", "Bearer none", null, 200);
    }

    private double perSecond(Rounds rounds, Contestant way, Call call) {
        var cost = new CpuCost(way.processes());
        var outcome = load.closedLoop(CLIENTS, turn, n -> call).withoutFailures();
        rounds.add("gateway.cached_per_s: " + way.name(), "1/s", outcome.perSecond());
        cost.perRequest(outcome.latencies().length)
                .forEach((process, micros) -> rounds.add("gateway.cached_cpu: " + process, "µs", micros));
        return outcome.perSecond();
    }

    private static boolean isHit(Call call) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(call.url()))
                .header("Authorization", call.authorization())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(call.body()))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            client.send(request, HttpResponse.BodyHandlers.discarding());
            return client.send(request, HttpResponse.BodyHandlers.discarding())
                    .headers()
                    .firstValue(HEADER)
                    .filter("hit"::equals)
                    .isPresent();
        }
    }
}
