package io.focusforge.cluster.load;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Jobs for tomorrow: each that was acknowledged has to be there in the end. */
final class Writes implements Kind {
    private final Gateway gateway;
    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();

    Writes(Gateway gateway) {
        this.gateway = gateway;
    }

    @Override
    public String name() {
        return "writes";
    }

    @Override
    public void ask() throws IOException, InterruptedException {
        acknowledged.add(Gateway.field(gateway.post("/api/v1/jobs", LATER), "id"));
    }

    @Override
    public Map<String, Integer> check(Duration within) throws InterruptedException {
        var end = System.nanoTime() + within.toNanos();
        while (!acknowledged.isEmpty() && System.nanoTime() < end) {
            var id = acknowledged.peek();
            try {
                gateway.get("/api/v1/jobs/" + id);
                acknowledged.remove(id);
            } catch (IOException e) {
                if (e.getMessage() != null && e.getMessage().startsWith("404")) {
                    break;
                }
                Thread.sleep(200);
            }
        }
        return Map.of("lost", acknowledged.size());
    }
}
