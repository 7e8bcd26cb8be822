package io.focusforge.common.http;

import io.focusforge.common.overload.Priority;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Headers with which a client might claim to be somebody, or to come from somewhere. Nothing in the suite trusts one; they end at the entry
 * nevertheless, so that nothing behind it ever can.
 */
public final class ClaimedHeader {
    private static final Set<String> NAMES = Set.of(
            "forwarded",
            "x-real-ip",
            "x-client-ip",
            "true-client-ip",
            "x-original-url",
            "x-rewrite-url",
            "x-http-method-override");
    private static final String INITIALS = "xXfFtT";
    private static final List<String> BEGINNINGS =
            List.of("x-forwarded-", "x-tenant", "x-user", "x-focusforge-", "x-auth-");
    private static final Set<String> WISHES = Set.of(
            "x-focusforge-timeout-ms",
            "x-focusforge-conversation",
            "x-focusforge-on-stream-failure",
            "x-focusforge-consistency",
            Priority.HEADER);

    private ClaimedHeader() {}

    /** @param name in lower case */
    public static boolean isOne(String name) {
        return mayBeOne(name) && !WISHES.contains(name) && (NAMES.contains(name) || begins(name));
    }

    /** Takes them out. */
    public static void drop(MultiMap headers) {
        var claimed = new ArrayList<String>(0);
        headers.forEach((name, value) -> {
            if (mayBeOne(name) && isOne(name.toLowerCase(Locale.ROOT))) {
                claimed.add(name);
            }
        });
        claimed.forEach(headers::remove);
    }

    private static boolean mayBeOne(String name) {
        return INITIALS.indexOf(name.charAt(0)) >= 0;
    }

    private static boolean begins(String name) {
        return BEGINNINGS.stream().anyMatch(name::startsWith);
    }
}
