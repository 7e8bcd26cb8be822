package io.focusforge.common.trace;

import io.opentelemetry.api.trace.Span;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Puts the trace and the tenant of a request on its log lines and its span, and nothing else. */
public class TraceFilter {
    private final SecurityIdentity identity;

    TraceFilter(SecurityIdentity identity) {
        this.identity = identity;
    }

    @ServerRequestFilter(priority = 10)
    public void enter(ContainerRequestContext request) {
        TraceContext.continueOrStart(request.getHeaderString(TraceContext.HEADER))
                .enter();
        if (!identity.isAnonymous() && identity.getPrincipal() instanceof JsonWebToken token) {
            var tenant = String.valueOf(token.<Object>getClaim("tenant"));
            org.jboss.logging.MDC.put(TraceContext.TENANT, tenant);
            Span.current().setAttribute(TraceContext.TENANT, tenant);
        }
    }
}
