package io.focusforge.gateway.proxy;

import io.focusforge.common.apikey.Credential;
import io.vertx.core.http.HttpServerRequest;
import java.util.regex.Pattern;

/**
 * The paths that are the suite's own. Whoever shows no token of a service finds nothing there, as under every other path of that kind;
 * whether the token is good is looked at behind the door.
 */
final class InnerPath {
    private static final Pattern PATHS = Pattern.compile("/internal/(keys/exchange|subjects/[^/]+/erasure)");
    private static final String ALL = "/internal/";

    private InnerPath() {}

    static boolean isMeant(HttpServerRequest request) {
        var path = request.path();
        return path.startsWith(ALL) && PATHS.matcher(path).matches() && Credential.isToken(request.headers());
    }
}
