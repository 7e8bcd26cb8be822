package io.focusforge.local.demo;

import java.time.ZonedDateTime;
import java.util.concurrent.Executors;

/** Goes through the main flow, again and again and several times at once, without showing it. */
public final class Warmup {
    private static final int ROUNDS = 25;
    private static final int CLIENTS = 4;
    private static final int READS = 8;

    private final Tasks tasks;

    public Warmup(String url, String key) {
        tasks = new Tasks(new ApiClient(url, key));
    }

    public void run() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var client = 0; client < CLIENTS; client++) {
                threads.execute(this::createAndRead);
            }
        }
        tasks.awaitRemembered("Renew the passport");
        tasks.list();
    }

    private void createAndRead() {
        for (var round = 0; round < ROUNDS; round++) {
            for (var draft : TaskDraft.examples(ZonedDateTime.now())) {
                var id = tasks.create(draft).path("id").asText();
                for (var read = 0; read < READS; read++) {
                    tasks.get(id);
                }
                tasks.history(id);
            }
        }
    }
}
