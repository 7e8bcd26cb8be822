package io.focusforge.worker.webhook;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookSigningException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.security.SecureRandom;
import java.util.Base64;

/** The key that a receiver checks signatures with: {@code whsec_} and 24 to 64 bytes in Base64. Never printed. */
@RegisterForReflection
final class Secret {
    private static final String PREFIX = "whsec_";
    private static final int MIN = 24;
    private static final int MAX = 64;
    private static final int GENERATED = 32;

    private final String text;
    private final Webhook key;

    private Secret(String text) {
        this.text = text;
        this.key = new Webhook(text);
    }

    static Secret generate() {
        var bytes = new byte[GENERATED];
        new SecureRandom().nextBytes(bytes);
        return new Secret(PREFIX + Base64.getEncoder().encodeToString(bytes));
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Secret of(String text) {
        if (!isKey(text)) {
            throw new IllegalArgumentException("must be whsec_ followed by 24 to 64 bytes in Base64");
        }
        return new Secret(text);
    }

    /** To be stored, and shown once. */
    String reveal() {
        return text;
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
