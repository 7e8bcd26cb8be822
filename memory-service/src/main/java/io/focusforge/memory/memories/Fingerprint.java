package io.focusforge.memory.memories;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;

/** Names a fact without saying it: SHA-256 over the place and the words, cut to 128 bits. */
final class Fingerprint {
    private static final int BYTES = 16;

    private Fingerprint() {}

    /** The same for memories that say the same, in the same place, of the same type and for the same time. */
    static String ofText(Content content) {
        return hash("text", content.place(), content.type(), content.validity(), Wording.normal(content.text()));
    }

    /** The same for memories of which only one can be true. */
    static String ofAttribute(Content content, Attribute attribute) {
        return hash("attribute", content.place(), content.validity(), attribute.subject(), attribute.name());
    }

    static String ofValue(Attribute attribute) {
        return hash("value", attribute.value());
    }

    private static String hash(Object... parts) {
        var text = Arrays.stream(parts).map(String::valueOf).collect(Collectors.joining("\n"));
        var hash = sha256().digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash, 0, BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
