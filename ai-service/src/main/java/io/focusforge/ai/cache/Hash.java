package io.focusforge.ai.cache;

import java.nio.ByteBuffer;

/** A SHA-256, as a value that can be part of a key. */
record Hash(long a, long b, long c, long d) {
    static Hash of(byte[] digest) {
        var bytes = ByteBuffer.wrap(digest);
        return new Hash(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
    }

    static Hash parse(String hex) {
        return new Hash(part(hex, 0), part(hex, 1), part(hex, 2), part(hex, 3));
    }

    String hex() {
        var format = java.util.HexFormat.of();
        return format.toHexDigits(a) + format.toHexDigits(b) + format.toHexDigits(c) + format.toHexDigits(d);
    }

    private static long part(String hex, int index) {
        return Long.parseUnsignedLong(hex, index * 16, index * 16 + 16, 16);
    }
}
