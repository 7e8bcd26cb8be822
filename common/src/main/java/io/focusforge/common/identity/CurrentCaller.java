package io.focusforge.common.identity;

import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** The caller of the current request, from its verified token. Read it in the resource and pass it on as a value. */
@ApplicationScoped
public class CurrentCaller {
    private final SecurityIdentity identity;

    CurrentCaller(SecurityIdentity identity) {
        this.identity = identity;
    }

    public Caller get() {
        return of(identity)
                .orElseThrow(() ->
                        new ProblemException(ErrorCode.UNAUTHENTICATED, "Send 'Authorization: Bearer <API key>'."));
    }

    /** Empty for who has shown no token. */
    public static Optional<Caller> of(SecurityIdentity identity) {
        return identity.getPrincipal() instanceof JsonWebToken token
                ? Optional.of(of(token, identity.getRoles()))
                : Optional.empty();
    }

    static Caller of(JsonWebToken token, Set<String> scopes) {
        return new Caller(
                UUID.fromString(token.getClaim("tenant")),
                UUID.fromString(token.getSubject()),
                scopes,
                token.getClaim("plan"),
                key(token),
                AllowedModels.parse(token.getClaim(TokenMinter.MODELS)),
                uncounted(token));
    }

    private static Integer uncounted(JsonWebToken token) {
        var requests = token.<String>getClaim(TokenMinter.UNCOUNTED);
        return requests == null ? null : Integer.valueOf(requests);
    }

    private static UUID key(JsonWebToken token) {
        var key = token.<String>getClaim(TokenMinter.KEY);
        return key == null ? null : UUID.fromString(key);
    }
}
