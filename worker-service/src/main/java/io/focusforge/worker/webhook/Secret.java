package io.focusforge.worker.webhook;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookSigningException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Base64;

/** The key that a receiver checks signatures with: {@code whsec_} and 24 to 64 bytes in Base64. Never printed. */
@RegisterForReflection
final class Secret {
    private static final String PREFIX = "whsec_";
    private static final int MIN = 24;
    private static final int MAX = 64;

    private final Webhook key;

    private Secret(Webhook key) {
        this.key = key;
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Secret of(String text) {
        if (!isKey(text)) {
            throw new IllegalArgumentException("must be whsec_ followed by 24 to 64 bytes in Base64");
        }
        return new Secret(new Webhook(text));
    }

    String sign(String id, long timestamp, String body) {
        try {
            return key.sign(id, timestamp, body);
        } catch (WebhookSigningException e) {
            throw new IllegalStateException("cannot sign", e);
        }
    }

    private static boolean isKey(String text) {
        try {
            var bytes =
                    text.startsWith(PREFIX) ? Base64.getDecoder().decode(text.substring(PREFIX.length())).length : 0;
            return bytes >= MIN && bytes <= MAX;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "***";
    }
}
