package io.focusforge.memory.memories;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * The id of a memory made under an idempotency key: a UUIDv8 (RFC 9562, section 5.8) of SHA-256 over owner and key. So the key and its
 * effect are one document, and the second request finds the first.
 */
public final class DerivedId {
    private static final String NAMESPACE = "focusforge/memory/idempotency";

    private DerivedId() {}

    public static UUID of(Owner owner, String key) {
        var hash = ByteBuffer.wrap(sha256().digest(name(owner, key)));
        var high = (hash.getLong() & 0xffffffffffff0fffL) | 0x8000L;
        var low = (hash.getLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
        return new UUID(high, low);
    }

    private static byte[] name(Owner owner, String key) {
        return String.join(
                        "\n", NAMESPACE, owner.tenant().toString(), owner.user().toString(), key)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
