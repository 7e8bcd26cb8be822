package io.focusforge.gateway.tenant;

import io.focusforge.common.identity.Caller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.problem.ProblemException;
import java.util.UUID;

/** Whose users and keys a request is about: the caller's own tenant, or the one that an operator names. */
public final class ActingTenant {
    private ActingTenant() {}

    /**
     * @param named null for the caller's own
     * @throws ProblemException {@code not_found} when another tenant is named by somebody who may not know of it
     */
    public static UUID of(Caller caller, UUID named) {
        if (named == null || named.equals(caller.tenant())) {
            return caller.tenant();
        }
        if (!caller.may(Scopes.TENANTS_ADMIN)) {
            throw ProblemException.notFound("tenant");
        }
        return named;
    }
}
