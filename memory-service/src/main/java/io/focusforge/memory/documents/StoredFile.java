package io.focusforge.memory.documents;

import io.focusforge.common.objects.ObjectKey;
import java.util.HexFormat;
import java.util.UUID;

/**
 * The bytes of a document.
 *
 * @param mediaType as its content says
 * @param hash SHA-256, in hexadecimal digits
 * @param object names it in the object store
 */
public record StoredFile(String mediaType, long bytes, String hash, UUID object) {
    private static final String AREA = "documents";

    /** Beside it, under the same name and {@code .thumb.png}, may be a small picture of it. */
    public ObjectKey key(UUID tenant) {
        return key(tenant, object);
    }

    static ObjectKey key(UUID tenant, UUID object) {
        return ObjectKey.of(AREA, tenant, object.toString());
    }

    static ObjectKey thumbnail(UUID tenant, UUID object) {
        return ObjectKey.of(AREA, tenant, object + ".thumb.png");
    }

    byte[] hashBytes() {
        return HexFormat.of().parseHex(hash);
    }
}
