package io.focusforge.gateway.proxy;

import io.focusforge.common.apikey.Credential;
import io.focusforge.common.http.ClaimedHeader;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.trace.TraceContext;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which headers pass. What belongs to one connection ends here (RFC 9110 §7.6.1), and so does whatever claims to say who is
 * calling: the minted token alone says that.
 */
final class HeaderRules {
    static final String REQUEST_ID = "x-request-id";
    private static final Set<String> HOP_BY_HOP = Set.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "proxy-authenticate",
            "proxy-authentication-info",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "http2-settings");
    private static final Set<String> ENDS_HERE = Set.of(
            "host", "expect", "content-length", "authorization", Credential.API_KEY, REQUEST_ID, TraceContext.HEADER);
    private static final Set<String> INTERNAL_ANSWERS =
            Set.of("server", "x-powered-by", "via", "content-length", REQUEST_ID, "alt-svc");

    private HeaderRules() {}

    /** @param connection the values of Connection, which name further headers of this connection */
    static boolean reachesService(String header, Set<String> connection) {
        var name = header.toLowerCase(Locale.ROOT);
        return !HOP_BY_HOP.contains(name)
                && !ENDS_HERE.contains(name)
                && !connection.contains(name)
                && !ClaimedHeader.isOne(name);
    }

    static boolean reachesClient(String header, Set<String> connection) {
        var name = header.toLowerCase(Locale.ROOT);
        return !HOP_BY_HOP.contains(name) && !INTERNAL_ANSWERS.contains(name) && !connection.contains(name);
    }

    static Set<String> named(List<String> connection) {
        if (connection.isEmpty()
                || connection.size() == 1 && connection.getFirst().equalsIgnoreCase("keep-alive")) {
            return Set.of();
        }
        var names = new HashSet<String>();
        for (var value : connection) {
            for (var name : value.split(",")) {
                names.add(name.strip().toLowerCase(Locale.ROOT));
            }
        }
        // No client can take from a request what the services rely on.
        names.remove(IdempotencyKey.HEADER.toLowerCase(Locale.ROOT));
        names.remove("content-type");
        return names;
    }
}
