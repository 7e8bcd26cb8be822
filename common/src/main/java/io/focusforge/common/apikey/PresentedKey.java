package io.focusforge.common.apikey;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/** A key as a client shows it: {@code ff_<id>_<secret>}, the id in 32 hexadecimal digits, the secret in 43 of base 62 (256 bits). */
public record PresentedKey(UUID id, String secret) {
    private static final String PREFIX = "ff_";
    private static final int ID_END = PREFIX.length() + 32;
    private static final int SECRET_LENGTH = 43;
    private static final int LENGTH = ID_END + 1 + SECRET_LENGTH;
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final SecureRandom RANDOM = new SecureRandom();

    public static PresentedKey generate(UUID id) {
        var secret = new StringBuilder(SECRET_LENGTH);
        for (var i = 0; i < SECRET_LENGTH; i++) {
            secret.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return new PresentedKey(id, secret.toString());
    }

    /** @return empty for what no key can look like */
    public static Optional<PresentedKey> parse(String text) {
        if (text.length() != LENGTH || !text.startsWith(PREFIX) || text.charAt(ID_END) != '_') {
            return Optional.empty();
        }
        try {
            var high = HexFormat.fromHexDigitsToLong(text, PREFIX.length(), PREFIX.length() + 16);
            var low = HexFormat.fromHexDigitsToLong(text, PREFIX.length() + 16, ID_END);
            return Optional.of(new PresentedKey(new UUID(high, low), text.substring(ID_END + 1)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    public HashedKey hashed() {
        return new HashedKey(id, SecretHash.of(secret));
    }

    public String text() {
        var hex = HexFormat.of();
        return PREFIX
                + hex.toHexDigits(id.getMostSignificantBits())
                + hex.toHexDigits(id.getLeastSignificantBits())
                + '_'
                + secret;
    }

    /** Keeps the secret out of logs. */
    @Override
    public String toString() {
        return "PresentedKey[" + id + "]";
    }
}
