package io.focusforge.common.identity;

import io.focusforge.common.trace.TraceContext;
import io.opentelemetry.api.trace.Span;
import io.quarkus.security.identity.SecurityIdentity;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.MDC;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Puts the tenant of a request on its log lines and its span, and nothing else of the caller. */
public class TenantFilter {
    private final SecurityIdentity identity;

    TenantFilter(SecurityIdentity identity) {
        this.identity = identity;
    }

    @ServerRequestFilter
    public void enter() {
        if (identity.getPrincipal() instanceof JsonWebToken token) {
            var tenant = String.valueOf(token.<Object>getClaim("tenant"));
            MDC.put(TraceContext.TENANT, tenant);
            Span.current().setAttribute(TraceContext.TENANT, tenant);
        }
    }
}
