package io.focusforge.orchestrator.flag;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A stable part of all users, or tenants: the first 64 bits of SHA-256 over {@code <salt>/<unit>}, modulo 100,000, are below the percentage
 * times 1,000. Who is in a share stays in it when the share grows; shares of different salts are independent of each other.
 */
public final class Share {
    private static final int BUCKETS = 100_000;
    private static final double BUCKETS_PER_PERCENT = BUCKETS / 100.0;

    private Share() {}

    public static boolean has(String salt, String unit, double percentage) {
        return bucket(salt, unit) < Math.round(percentage * BUCKETS_PER_PERCENT);
    }

    private static long bucket(String salt, String unit) {
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256").digest((salt + "/" + unit).getBytes(StandardCharsets.UTF_8));
            return Long.remainderUnsigned(ByteBuffer.wrap(digest).getLong(), BUCKETS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
