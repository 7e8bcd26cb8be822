package io.focusforge.common.idempotency;

import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.regex.Pattern;

/** The {@code Idempotency-Key} of a request, with the hash of what was asked, so that another request under it is noticed. */
public record IdempotencyKey(String value, byte[] requestHash) {
    public static final String HEADER = "Idempotency-Key";
    public static final String REPLAYED_HEADER = "Idempotency-Replayed";
    private static final Pattern FORMAT = Pattern.compile("[\\x21-\\x7e]{1,255}");

    /**
     * @param header null when the client sent none
     * @param operation method and path
     * @param body the request as JSON
     */
    public static Optional<IdempotencyKey> of(String header, String operation, byte[] body) {
        if (header == null) {
            return Optional.empty();
        }
        if (!FORMAT.matcher(header).matches()) {
            throw new ProblemException(
                    ErrorCode.INVALID_IDEMPOTENCY_KEY,
                    "Idempotency-Key takes 1 to 255 visible ASCII characters, such as a UUID.");
        }
        return Optional.of(new IdempotencyKey(header, hash(operation, body)));
    }

    public boolean isSameRequest(byte[] otherHash) {
        return MessageDigest.isEqual(requestHash, otherHash);
    }

    private static byte[] hash(String operation, byte[] body) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(operation.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            return digest.digest(body);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
