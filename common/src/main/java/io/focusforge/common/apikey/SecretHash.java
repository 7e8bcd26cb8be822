package io.focusforge.common.apikey;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What is kept of a secret: its SHA-256. A fast hash is right here, because the secret is 256 random bits: there is nothing to
 * guess that a slow hash would slow down, and every request is checked.
 */
public record SecretHash(byte[] bytes) {
    public static SecretHash of(String secret) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return new SecretHash(digest.digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** In constant time. */
    @Override
    public boolean equals(Object other) {
        return other instanceof SecretHash hash && MessageDigest.isEqual(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return java.util.Arrays.hashCode(bytes);
    }
}
