package io.focusforge.local.demo;

import java.time.ZonedDateTime;

/** Goes through the main flow a few times without showing it. */
public final class Warmup {
    private static final int ROUNDS = 20;

    private final Tasks tasks;

    public Warmup(String url, String key) {
        tasks = new Tasks(new ApiClient(url, key));
    }

    public void run() {
        for (var round = 0; round < ROUNDS; round++) {
            for (var draft : TaskDraft.examples(ZonedDateTime.now())) {
                var id = tasks.create(draft).path("id").asText();
                tasks.get(id);
                tasks.history(id);
            }
        }
        tasks.awaitRemembered("Renew the passport");
        tasks.list();
    }
}
