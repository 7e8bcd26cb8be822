package io.focusforge.orchestrator.flag;

import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.page.Page;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Feature flags of the caller's tenant; with {@code ?owner=installation} those that all tenants see, for operators. */
@Path("/api/v1/flags")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@RolesAllowed(Scopes.FLAGS_ADMIN)
@RunOnVirtualThread
@Tag(name = "flags")
public class FlagResource {
    private static final String KEY = "{key: [a-z][a-z0-9_.-]{0,99}}";

    private final Flags flags;
    private final FlagStore store;
    private final Features features;
    private final ModelFlags models;
    private final CurrentCaller caller;

    FlagResource(Flags flags, FlagStore store, Features features, ModelFlags models, CurrentCaller caller) {
        this.flags = flags;
        this.store = store;
        this.features = features;
        this.models = models;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "The flags, by their keys")
    public Page<FlagView> list(
            @QueryParam("owner") @DefaultValue("tenant") String owner,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        var most = Page.limit(limit);
        var rows = store.list(owner(owner), FlagPosition.decode(cursor), most + 1);
        return FlagPosition.page(rows, most);
    }

    @GET
    @Path(KEY)
    @Operation(summary = "A flag")
    public FlagView get(String key, @QueryParam("owner") @DefaultValue("tenant") String owner) {
        var who = owner(owner);
        return store.find(who, key).map(kept -> models.view(kept)).orElseThrow(FlagResource::unknown);
    }

    @PUT
    @Path(KEY)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Make a flag, or change it; on every replica within a second")
    public FlagView put(
            String key, @Valid @NotNull Flag flag, @QueryParam("owner") @DefaultValue("tenant") String owner) {
        return FlagView.of(flags.put(owner(owner), key, flag));
    }

    @DELETE
    @Path(KEY)
    @Operation(summary = "Delete a flag")
    public void delete(String key, @QueryParam("owner") @DefaultValue("tenant") String owner) {
        if (!flags.delete(owner(owner), key)) {
            throw unknown();
        }
    }

    @GET
    @Path(KEY + "/evaluation")
    @Operation(summary = "What a flag is for a user of the tenant, and why: the tenant's own before the installation's")
    public FlagValue evaluate(String key, @QueryParam("user") UUID user) {
        var tenant = caller.get().tenant();
        if (flags.find(tenant, key).isEmpty()) {
            throw unknown();
        }
        var details = features.details(key, tenant, user);
        return new FlagValue(key, details.getValue().asObject(), details.getVariant(), details.getReason());
    }

    private UUID owner(String owner) {
        var who = caller.get();
        return switch (owner) {
            case "tenant" -> who.tenant();
            case "installation" -> {
                if (!who.may(Scopes.TENANTS_ADMIN)) {
                    throw new ProblemException(
                            ErrorCode.FORBIDDEN, "The flags of the installation take the scope tenants:admin.");
                }
                yield FlagStore.INSTALLATION;
            }
            default -> throw ProblemException.invalid("owner", "must be tenant or installation");
        };
    }

    private static ProblemException unknown() {
        return ProblemException.notFound("flag");
    }
}
