package io.focusforge.gateway.operations;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.common.identity.Scopes;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** For operators. Health and the API's description are open to everybody; what tells of other tenants' traffic is not. */
@Path("/")
@RunOnVirtualThread
public class OperationsResource {
    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final int UNAVAILABLE = 503;

    private final HealthCheck health;
    private final Performance performance;
    private final OrchestratorStatus orchestrator;
    private final OpenApiDocument openApi;
    private final PrometheusMeterRegistry meters;

    OperationsResource(
            HealthCheck health,
            Performance performance,
            OrchestratorStatus orchestrator,
            OpenApiDocument openApi,
            PrometheusMeterRegistry meters) {
        this.health = health;
        this.performance = performance;
        this.orchestrator = orchestrator;
        this.openApi = openApi;
        this.meters = meters;
    }

    /** 503 when no request can be served; a suite that works with less than it could is still 200 and {@code degraded}. */
    @GET
    @Path("health")
    @PermitAll
    @Produces(MediaType.APPLICATION_JSON)
    public Response health() {
        var found = health.health();
        return Response.status(found.status() == State.UNHEALTHY ? UNAVAILABLE : 200)
                .entity(found)
                .build();
    }

    /** The metrics of this replica, as at {@code /q/metrics} on the management port. */
    @GET
    @Path("metrics")
    @RolesAllowed(Scopes.TENANTS_ADMIN)
    public Response metrics() {
        return Response.ok(meters.scrape(), PROMETHEUS_TEXT).build();
    }

    @GET
    @Path("metrics/performance")
    @RolesAllowed(Scopes.TENANTS_ADMIN)
    @Produces(MediaType.APPLICATION_JSON)
    public Response performance() {
        return Response.ok(performance.report()).build();
    }

    @GET
    @Path("orchestrator/status")
    @RolesAllowed(Scopes.TENANTS_ADMIN)
    @Produces(MediaType.APPLICATION_JSON)
    public Response orchestratorStatus() {
        var status = orchestrator.status();
        return Response.status(status.status() == State.UP ? 200 : UNAVAILABLE)
                .entity(status)
                .build();
    }

    @GET
    @Path("openapi")
    @PermitAll
    @Produces(MediaType.APPLICATION_JSON)
    public JsonNode openapi() {
        return openApi.document();
    }
}
