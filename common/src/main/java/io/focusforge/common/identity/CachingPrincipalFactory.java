package io.focusforge.common.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.jwt.Claims;

/** Verifies a token once and remembers it until it expires. A token must be signed with the key of the service that issued it. */
@ApplicationScoped
@Alternative
@Priority(1)
public class CachingPrincipalFactory extends JWTCallerPrincipalFactory {
    private static final String BEARER = "Bearer ";
    private static final String CALLER = Caller.class.getName();

    private final JWTCallerPrincipalFactory verifier = new DefaultJWTCallerPrincipalFactory();
    private final Cache<String, Verified> verified =
            Caffeine.newBuilder().maximumSize(50_000).build();
    private final Clock clock;

    CachingPrincipalFactory(Clock clock) {
        this.clock = clock;
    }

    /** What is remembered of a token. {@code caller} is null for a token that names none. */
    private record Verified(JWTCallerPrincipal principal, Caller caller) {}

    /** Who asks, if that is known without a signature to be verified: from what was said with {@link #known}, or from the token. */
    public Optional<Caller> callerOf(RoutingContext http) {
        Caller caller = http.get(CALLER);
        return caller != null
                ? Optional.of(caller)
                : callerOf(http.request().headers().get(HttpHeaders.AUTHORIZATION));
    }

    /** Whoever let the request in knows who asks. */
    public static void known(RoutingContext http, Caller caller) {
        http.put(CALLER, caller);
    }

    /**
     * Who asks, if the token was verified lately; empty says nothing against it.
     *
     * @param authorization the header of that name; null for a request without one
     */
    public Optional<Caller> callerOf(String authorization) {
        if (authorization == null || !authorization.startsWith(BEARER)) {
            return Optional.empty();
        }
        return Optional.ofNullable(verified.getIfPresent(authorization.substring(BEARER.length())))
                .filter(this::isValid)
                .map(Verified::caller);
    }

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo context) throws ParseException {
        var known = verified.getIfPresent(token);
        if (known != null) {
            if (isValid(known)) {
                return known.principal();
            }
            verified.invalidate(token);
        }
        var principal = verifier.parse(token, context);
        if (!principal.getIssuer().equals(keyId(principal))) {
            throw new ParseException("the token is not signed by its issuer");
        }
        verified.put(token, new Verified(principal, caller(principal)));
        return principal;
    }

    private boolean isValid(Verified known) {
        return clock.instant().getEpochSecond() < known.principal().getExpirationTime();
    }

    private static Caller caller(JWTCallerPrincipal principal) {
        try {
            return CurrentCaller.of(principal, principal.getGroups());
        } catch (RuntimeException e) {
            return null;
        }
    }

    private static String keyId(JWTCallerPrincipal principal) throws ParseException {
        try {
            var header = principal.<String>getClaim(Claims.raw_token.name()).split("\\.", 2)[0];
            var json = new io.vertx.core.json.JsonObject(io.vertx.core.buffer.Buffer.buffer(
                    java.util.Base64.getUrlDecoder().decode(header)));
            return json.getString("kid");
        } catch (RuntimeException e) {
            throw new ParseException("the token has no readable header", e);
        }
    }
}
