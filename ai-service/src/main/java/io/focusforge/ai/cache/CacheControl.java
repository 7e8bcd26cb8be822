package io.focusforge.ai.cache;

import java.time.Duration;
import java.util.Locale;

/** The request header {@code Cache-Control} (RFC 9111, section 5.2.1). What is not known is passed over, as HTTP has it. */
final class CacheControl {
    private static final String MAX_AGE = "max-age=";

    private CacheControl() {}

    /** @param header null when there is none */
    static CacheWish parse(String header) {
        var wish = CacheWish.NONE;
        if (header != null) {
            for (var directive : header.split(",")) {
                wish = read(directive.strip().toLowerCase(Locale.ROOT)).over(wish);
            }
        }
        return wish;
    }

    private static CacheWish read(String directive) {
        return switch (directive) {
            case "no-cache" -> new CacheWish(null, null, null, true, false, null, null, null);
            case "no-store" -> new CacheWish(null, null, null, false, true, null, null, null);
            default -> directive.matches(MAX_AGE + "\\d{1,9}") ? maxAge(directive) : CacheWish.NONE;
        };
    }

    /** An answer of age 0 is a new one; anything else asks for the cache. */
    private static CacheWish maxAge(String directive) {
        var age = Duration.ofSeconds(Long.parseLong(directive.substring(MAX_AGE.length())));
        return age.isZero() ? read("no-cache") : new CacheWish(true, age, age, false, false, null, null, null);
    }
}
