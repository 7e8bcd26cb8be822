package io.focusforge.gateway.proxy;

import io.focusforge.common.apikey.Credential;
import io.vertx.core.http.HttpServerRequest;

/**
 * The one path that is the suite's own. Whoever shows no token of a service finds nothing there, as under every other path of that kind;
 * whether the token is good is looked at behind the door.
 */
final class InnerPath {
    private static final String KEYS = "/internal/keys/exchange";

    private InnerPath() {}

    static boolean isMeant(HttpServerRequest request) {
        return KEYS.equals(request.path()) && Credential.isToken(request.headers());
    }
}
