package io.focusforge.ai.limit;

import io.focusforge.common.identity.Caller;
import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;

/**
 * The limits of the caller's tenant. A tenant sets those of its keys, users and models; that of the tenant itself, and those of
 * another tenant ({@code tenantId}), are set by the operators of the installation.
 */
@Path("/api/v1/limits")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scopes.MODELS_ADMIN)
@RunOnVirtualThread
public class LimitResource {
    private final LimitStore store;
    private final LimitBook book;
    private final LimitsConfig config;
    private final CurrentCaller caller;

    LimitResource(LimitStore store, LimitBook book, LimitsConfig config, CurrentCaller caller) {
        this.store = store;
        this.book = book;
        this.config = config;
        this.caller = caller;
    }

    /** What is set, and what holds where nothing is. */
    record LimitList(List<LimitDefinition> items, Defaults defaults) {}

    /** What the installation gives each key, user, tenant and model. */
    record Defaults(Allowance key, Allowance user, Allowance tenant, Allowance model) {}

    @GET
    public LimitList list(@QueryParam("tenantId") UUID tenantId) {
        var defaults = new Defaults(
                config.of(Scope.KEY), config.of(Scope.USER), config.of(Scope.TENANT), config.of(Scope.MODEL));
        return new LimitList(store.all(tenant(caller.get(), tenantId)), defaults);
    }

    /** Sets the limit of the tenant as a whole. */
    @PUT
    @Path("tenant")
    public LimitDefinition putTenant(@QueryParam("tenantId") UUID tenantId, @NotNull Allowance body) {
        return put(tenantId, Subject.tenant(), body);
    }

    @DELETE
    @Path("tenant")
    public void removeTenant(@QueryParam("tenantId") UUID tenantId) {
        remove(tenantId, Subject.tenant());
    }

    /** Sets the limit of a key, user or model, or with {@code *} that of each which has none of its own; a name may hold slashes. */
    @PUT
    @Path("{scope}/{subject: .+}")
    public LimitDefinition put(
            @PathParam("scope") String scope,
            @PathParam("subject") String subject,
            @QueryParam("tenantId") UUID tenantId,
            @NotNull Allowance body) {
        return put(tenantId, particular(scope, subject), body);
    }

    @GET
    @Path("{scope}/{subject: .+}")
    public LimitDefinition get(
            @PathParam("scope") String scope,
            @PathParam("subject") String subject,
            @QueryParam("tenantId") UUID tenantId) {
        var who = particular(scope, subject);
        return store.all(tenant(caller.get(), tenantId)).stream()
                .filter(limit -> limit.who().equals(who))
                .findFirst()
                .orElseThrow(LimitResource::notFound);
    }

    @DELETE
    @Path("{scope}/{subject: .+}")
    public void remove(
            @PathParam("scope") String scope,
            @PathParam("subject") String subject,
            @QueryParam("tenantId") UUID tenantId) {
        remove(tenantId, particular(scope, subject));
    }

    private LimitDefinition put(UUID tenantId, Subject who, Allowance allowance) {
        if (allowance.limitsNothing()) {
            throw ProblemException.invalid("body", "must limit something; DELETE removes a limit");
        }
        var tenant = writableTenant(tenantId, who);
        var stored = store.put(tenant, who, allowance);
        book.forget(tenant);
        return stored;
    }

    private void remove(UUID tenantId, Subject who) {
        var tenant = writableTenant(tenantId, who);
        if (!store.remove(tenant, who)) {
            throw notFound();
        }
        book.forget(tenant);
    }

    private static Subject particular(String scope, String subject) {
        var who = Subject.parse(scope, subject);
        if (who.scope() == Scope.TENANT) {
            throw ProblemException.invalid(
                    "scope", "must be key, user or model; a tenant has one limit, without a subject");
        }
        return who;
    }

    private UUID writableTenant(UUID tenantId, Subject who) {
        var by = caller.get();
        if (who.scope() == Scope.TENANT && !by.may(Scopes.TENANTS_ADMIN)) {
            throw new ProblemException(
                    ErrorCode.FORBIDDEN, "What a tenant may use is set with the scope " + Scopes.TENANTS_ADMIN + ".");
        }
        return tenant(by, tenantId);
    }

    private static UUID tenant(Caller by, UUID asked) {
        if (asked == null || asked.equals(by.tenant())) {
            return by.tenant();
        }
        if (!by.may(Scopes.TENANTS_ADMIN)) {
            throw notFound();
        }
        return asked;
    }

    private static ProblemException notFound() {
        return new ProblemException(ErrorCode.NOT_FOUND, "There is no such limit.");
    }
}
