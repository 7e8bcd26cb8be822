package io.focusforge.cluster.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Tasks are made, and some clients follow the events of it; they come back when a stream ends. Each has to hear of each task once. */
final class Streams implements Kind {
    private static final int CLIENTS = 5;
    private static final String PATH = "/api/v1/events?type=task.created.v1";

    private final Gateway gateway;
    private final Set<String> made = ConcurrentHashMap.newKeySet();
    private final List<Follower> followers =
            Stream.generate(Follower::new).limit(CLIENTS).toList();
    private boolean following;

    Streams(Gateway gateway) {
        this.gateway = gateway;
    }

    @Override
    public String name() {
        return "streams";
    }

    @Override
    public void ask() throws IOException, InterruptedException {
        follow();
        made.add(Gateway.field(gateway.post("/api/v1/tasks", "{\"title\":\"Water the plants\"}"), "id"));
    }

    private synchronized void follow() {
        if (!following) {
            following = true;
            followers.forEach(follower -> Thread.ofVirtual().start(follower::run));
            followers.forEach(Follower::awaitBegin);
        }
    }

    @Override
    public Map<String, Integer> check(Duration within) throws InterruptedException {
        var end = System.nanoTime() + within.toNanos();
        while (missing() > 0 && System.nanoTime() < end) {
            Thread.sleep(200);
        }
        return Map.of(
                "missing", missing(),
                "doubled",
                        followers.stream()
                                .mapToInt(follower -> follower.doubled.get())
                                .sum(),
                "resumed",
                        followers.stream()
                                .mapToInt(follower -> follower.resumed.get())
                                .sum());
    }

    private int missing() {
        return followers.stream()
                .mapToInt(follower -> (int)
                        made.stream().filter(id -> !follower.heard.contains(id)).count())
                .sum();
    }

    private final class Follower {
        private final Set<String> heard = ConcurrentHashMap.newKeySet();
        private final AtomicInteger doubled = new AtomicInteger();
        private final AtomicInteger resumed = new AtomicInteger();
        private final CountDownLatch begun = new CountDownLatch(1);
        private volatile String last = "";

        void run() {
            while (true) {
                try (var lines =
                        new BufferedReader(new InputStreamReader(gateway.events(PATH, last), StandardCharsets.UTF_8))) {
                    read(lines);
                } catch (IOException e) {
                    // it comes back below, as browsers do
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
                resumed.incrementAndGet();
                try {
                    Thread.sleep(500);
                } catch (InterruptedException e) {
                    return;
                }
            }
        }

        /** The first id comes before any event. */
        void awaitBegin() {
            try {
                begun.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void read(BufferedReader lines) throws IOException {
            String line;
            var id = last;
            while ((line = lines.readLine()) != null) {
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("data: ")) {
                    if (!heard.add(Gateway.field(line, "subject"))) {
                        doubled.incrementAndGet();
                    }
                } else if (line.isEmpty()) {
                    last = id;
                    begun.countDown();
                }
            }
        }
    }
}
