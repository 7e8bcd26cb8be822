package io.focusforge.ai.cache;

import io.focusforge.ai.step.Waiting;
import io.focusforge.common.identity.Caller;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** A user who asks a model by way of the cache, as the pipeline does. */
record Client(UUID tenant, UUID user, Duration bound) {
    static final Origin ORIGIN = new Origin("openai", "gpt-5", 11, 3);

    static Client any() {
        return new Client(UUID.randomUUID(), UUID.randomUUID(), null);
    }

    Client colleague() {
        return new Client(tenant, UUID.randomUUID(), bound);
    }

    Client inAHurry(Duration bound) {
        return new Client(tenant, user, bound);
    }

    Lookup look(ModelCache cache, String body) {
        var request = CacheRequest.of(CacheRequest.CHAT, bytes(body), null);
        var caller = new Caller(tenant, user, Set.of(), null);
        return Waiting.until(cache.look(new Asked(caller, request, bound, new CompletableFuture<>())));
    }

    /** @param model is asked when nothing is kept; null when it fails */
    String ask(ModelCache cache, String body, Supplier<String> model) {
        return switch (look(cache, body)) {
            case Lookup.Hit hit -> text(hit.answer().body());
            case Lookup.Miss miss -> record(miss.recording(), model);
        };
    }

    private static String record(Recording recording, Supplier<String> model) {
        try (recording) {
            var answer = model.get();
            if (answer != null) {
                recording.whole(bytes(answer), ORIGIN);
            }
            return answer;
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
