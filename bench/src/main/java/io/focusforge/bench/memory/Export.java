package io.focusforge.bench.memory;

import io.focusforge.bench.measure.ProcessTree;
import io.focusforge.bench.measure.Rounds;
import io.focusforge.local.server.Service;
import io.focusforge.local.stack.Stack;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Many memories in and out again through the gateway, what the services hold meanwhile, and whether each comes out once. */
final class Export {
    private static final String MEMORIES = "/api/v1/memories";
    private static final int BATCH = 5_000;
    /** Of which each is told of. */
    private static final int PARTS = 20;

    private static final Duration TIMEOUT = Duration.ofMinutes(10);
    private static final int HTTP_OK = 200;

    private final Place place;
    private final int memories;
    private final Rounds rounds;
    private final Consumer<String> progress;

    /**
     * Where it is measured.
     *
     * @param holders the processes whose memory counts
     */
    record Place(String url, String key, Map<Service, ProcessTree> holders) {
        static Place of(Stack stack) {
            var holders = new EnumMap<Service, ProcessTree>(Service.class);
            for (var service : List.of(Service.MEMORY, Service.GATEWAY)) {
                holders.put(service, ProcessTree.of(stack.pids().get(service)));
            }
            return new Place(stack.url(), stack.apiKey(), holders);
        }
    }

    Export(Place place, int memories, Rounds rounds, Consumer<String> progress) {
        this.place = place;
        this.memories = memories;
        this.rounds = rounds;
        this.progress = progress;
    }

    void measure() throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var imported = new Peaks();
            progress.accept("importing %,d memories: %s".formatted(memories, imported.sample()));
            var start = System.nanoTime();
            for (var first = 0; first < memories; first += BATCH) {
                give(client, first, Math.min(first + BATCH, memories));
                tell(first, imported);
            }
            note("import", imported, start);
            var exported = new Peaks();
            progress.accept("exporting %,d memories: %s".formatted(memories, exported.sample()));
            start = System.nanoTime();
            take(client, exported);
            note("export", exported, start);
            rounds.add("memory.export_growth", "ratio", exported.growth(Service.MEMORY));
        }
    }

    private void give(HttpClient client, int first, int end) throws IOException, InterruptedException {
        var lines = IntStream.range(first, end)
                .mapToObj(number -> new JsonObject()
                        .put("text", ExportedNumbers.text(number))
                        .put("type", "LONG_TERM")
                        .encode())
                .collect(Collectors.joining("\n"));
        var request = request("/import")
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(lines))
                .build();
        var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != HTTP_OK || new JsonObject(answer.body()).getInteger("refused") > 0) {
            throw new IllegalStateException("import: " + answer.statusCode() + " " + answer.body());
        }
    }

    private void take(HttpClient client, Peaks peaks) throws IOException, InterruptedException {
        var answer = client.send(request("/export").build(), HttpResponse.BodyHandlers.ofLines());
        var numbers = new ExportedNumbers(memories);
        try (var lines = answer.body()) {
            lines.forEach(line -> {
                numbers.read(line);
                tell(numbers.read(), peaks);
            });
        }
        numbers.requireComplete();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(place.url() + MEMORIES + path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + place.key());
    }

    private void tell(int done, Peaks peaks) {
        var step = Math.max(1, memories / PARTS / BATCH) * BATCH;
        if (done % step == 0) {
            progress.accept("  %,d: %s".formatted(done, peaks.sample()));
        }
    }

    private void note(String what, Peaks peaks, long start) {
        rounds.add(
                "memories a second, " + what,
                "1/s",
                memories / (Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0));
        peaks.first.forEach((service, first) -> {
            var name = "memory." + what + "_rss_mb" + (service == Service.MEMORY ? "" : ": " + service.id());
            rounds.add(name, "MB", peaks.most.get(service));
            rounds.add(name + ", at the beginning", "MB", first);
        });
    }

    /** Resident memory as it was first, and at most. */
    private final class Peaks {
        private final Map<Service, Double> first = new EnumMap<>(Service.class);
        private final Map<Service, Double> most = new EnumMap<>(Service.class);

        String sample() {
            return place.holders().entrySet().stream()
                    .map(holder -> {
                        var now = holder.getValue().residentMegabytes();
                        first.putIfAbsent(holder.getKey(), now);
                        most.merge(holder.getKey(), now, Math::max);
                        return "%s %.0f MB".formatted(holder.getKey().id(), now);
                    })
                    .collect(Collectors.joining(", "));
        }

        double growth(Service service) {
            return most.get(service) / first.get(service);
        }
    }
}
