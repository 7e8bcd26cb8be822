package io.focusforge.orchestrator.eventkey;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.SecretKey;

/** The key of one user's events. What is sealed can be opened at its own place in its own stream only. */
public record SubjectKey(UUID id, SecretKey key) {
    private static final int PLACE = 20;

    /** @return Base64 */
    public String seal(UUID stream, int version, String text) {
        var sealed = Sealed.seal(key, place(stream, version), text.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(sealed);
    }

    public String open(UUID stream, int version, String sealed) {
        var opened =
                Sealed.open(key, place(stream, version), Base64.getDecoder().decode(sealed));
        return new String(opened, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "key " + id;
    }

    private static byte[] place(UUID stream, int version) {
        return ByteBuffer.allocate(PLACE)
                .putLong(stream.getMostSignificantBits())
                .putLong(stream.getLeastSignificantBits())
                .putInt(version)
                .array();
    }
}
