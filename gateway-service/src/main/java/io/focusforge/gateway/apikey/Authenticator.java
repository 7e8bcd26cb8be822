package io.focusforge.gateway.apikey;

import io.focusforge.common.apikey.Credential;
import io.focusforge.common.apikey.HashedKey;
import io.focusforge.common.apikey.PresentedKey;
import io.vertx.core.MultiMap;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;

/** Tells who is calling with a key. The future is complete already when the key was seen lately. */
@ApplicationScoped
public class Authenticator {
    private final KeyRing keys;
    private final Clock clock;

    Authenticator(KeyRing keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    public CompletableFuture<Authentication> authenticate(MultiMap headers) {
        var credential = Credential.of(headers);
        if (credential.isEmpty()) {
            return CompletableFuture.completedFuture(Authentication.MISSING);
        }
        return PresentedKey.parse(credential.get())
                .map(presented -> check(presented.hashed()))
                .orElseGet(() -> CompletableFuture.completedFuture(Authentication.UNKNOWN));
    }

    /** For a service that remembers what it is told as long as this one would: it is told what holds now. */
    CompletableFuture<Authentication> authenticateNow(HashedKey presented) {
        return keys.findNow(presented.id()).thenApply(known -> Authentication.check(presented, known, clock.instant()));
    }

    private CompletableFuture<Authentication> check(HashedKey presented) {
        return keys.find(presented.id()).thenApply(known -> Authentication.check(presented, known, clock.instant()));
    }
}
