package io.focusforge.ai.provider;

import io.focusforge.ai.overload.Urgency;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * One thing to ask of a provider.
 *
 * @param path what is added to the provider's base URL, such as {@code /chat/completions}
 * @param gone fails when the client went away; the call to the provider is then cancelled
 */
public record ProviderRequest(
        String path, Buffer body, Deadline deadline, CompletableFuture<Void> gone, Urgency urgency) {
    private static final int BYTES_A_TOKEN = 4;

    ProviderRequest with(Buffer other) {
        return other == body ? this : new ProviderRequest(path, other, deadline, gone, urgency);
    }

    /** How long it may wait for a place. */
    Duration patience() {
        return urgency.waits() ? deadline.left() : Duration.ZERO;
    }

    /** A rough guess, for the provider's tokens a minute; what was used corrects it. */
    long estimatedTokens() {
        return Math.max(1, body.length() / BYTES_A_TOKEN);
    }
}
