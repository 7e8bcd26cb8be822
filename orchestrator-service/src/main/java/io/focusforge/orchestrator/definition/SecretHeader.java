package io.focusforge.orchestrator.definition;

import java.util.regex.Pattern;

/**
 * A header with a secret in it, which the chain knows by its name only: {@code Bearer {crm}}.
 *
 * @param before what stands before the secret
 * @param name of the secret, in the configuration
 * @param after what stands behind it
 */
public record SecretHeader(String before, String name, String after) {
    public static final Pattern PATTERN =
            Pattern.compile("([\\x20-\\x7e&&[^{}]]{0,100})\\{([a-z][a-z0-9_-]{0,63})}([\\x20-\\x7e&&[^{}]]{0,100})");

    /** @throws IllegalArgumentException that says what is wrong with it */
    public static SecretHeader of(String text) {
        var parts = PATTERN.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("must hold the name of one secret in braces, such as Bearer {crm}");
        }
        return new SecretHeader(parts.group(1), parts.group(2), parts.group(3));
    }

    public String with(String secret) {
        return before + secret + after;
    }
}
