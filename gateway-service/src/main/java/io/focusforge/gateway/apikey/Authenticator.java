package io.focusforge.gateway.apikey;

import io.vertx.core.MultiMap;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Tells from a request's headers who is calling. The future is complete already when the key was seen lately. */
@ApplicationScoped
public class Authenticator {
    private static final String BEARER = "Bearer ";

    private final KeyRing keys;
    private final Clock clock;

    Authenticator(KeyRing keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    public CompletableFuture<Authentication> authenticate(MultiMap headers) {
        var credential = credential(headers);
        if (credential.isEmpty()) {
            return CompletableFuture.completedFuture(Authentication.MISSING);
        }
        return PresentedKey.parse(credential.get())
                .map(this::check)
                .orElseGet(() -> CompletableFuture.completedFuture(Authentication.UNKNOWN));
    }

    private CompletableFuture<Authentication> check(PresentedKey presented) {
        return keys.find(presented.id()).thenApply(known -> Authentication.check(presented, known, clock.instant()));
    }

    private static Optional<String> credential(MultiMap headers) {
        var authorization = headers.get("authorization");
        if (authorization == null) {
            return Optional.ofNullable(headers.get("x-api-key")).map(String::strip);
        }
        return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? Optional.of(authorization.substring(BEARER.length()).strip())
                : Optional.empty();
    }
}
