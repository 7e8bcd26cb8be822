package io.focusforge.common.apikey;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.Optional;

/** Where a client shows its key: as a bearer token, or, when there is no {@code Authorization}, in {@code x-api-key}. */
public final class Credential {
    public static final String API_KEY = "x-api-key";
    private static final String BEARER = "Bearer ";
    /** Every token of a service begins so: with the Base64 of its header's <code>{"</code>. No key does. */
    private static final String TOKEN = "eyJ";

    private Credential() {}

    /** What was shown, whatever it looks like; empty when nothing was. */
    public static Optional<String> of(MultiMap headers) {
        var authorization = headers.get(HttpHeaders.AUTHORIZATION);
        if (authorization == null) {
            return Optional.ofNullable(headers.get(API_KEY)).map(String::strip);
        }
        return isBearer(authorization)
                ? Optional.of(authorization.substring(BEARER.length()).strip())
                : Optional.empty();
    }

    /** Whether another service asks, which shows a token and no key. It is not verified yet. */
    public static boolean isToken(MultiMap headers) {
        var authorization = headers.get(HttpHeaders.AUTHORIZATION);
        return authorization != null && isBearer(authorization) && authorization.startsWith(TOKEN, BEARER.length());
    }

    private static boolean isBearer(String authorization) {
        return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
    }
}
