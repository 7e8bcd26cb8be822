package io.focusforge.gateway.apikey;

import io.focusforge.common.identity.Scopes;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.gateway.limit.RateLimiter;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.concurrent.CompletionException;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * Tells a service that takes keys itself who is calling with one (after RFC 8693, with a key for the subject token). No client reaches this:
 * the door shows it to who has a token of a service.
 */
@Path("/internal/keys/exchange")
@RolesAllowed(Scopes.INTERNAL)
@RunOnVirtualThread
public class KeyExchangeResource {
    private final Authenticator authenticator;
    private final RateLimiter limiter;
    private final ApiKeyConfig config;

    KeyExchangeResource(Authenticator authenticator, RateLimiter limiter, ApiKeyConfig config) {
        this.authenticator = authenticator;
        this.limiter = limiter;
        this.config = config;
    }

    /** A refusal is an answer too: the question itself was in order. */
    @POST
    @Operation(hidden = true)
    public ExchangedKey exchange(@Valid @NotNull KeyToExchange key) {
        var authentication = authenticate(key);
        var own = authentication instanceof Authentication.Admitted admitted
                ? admitted.key().requestsPerMinute()
                : null;
        return ExchangedKey.of(authentication, limiter.quota(own).requestsPerMinute(), config.cacheTtl());
    }

    private Authentication authenticate(KeyToExchange key) {
        try {
            return authenticator.authenticateNow(key.hashed()).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof ProblemException problem ? problem : e;
        }
    }
}
