package io.focusforge.ai.budget;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.idempotency.Once;
import io.focusforge.common.idempotency.StoredAnswer;
import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.page.Cursor;
import io.focusforge.common.page.Page;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The budgets of the caller's tenant. */
@Path(BudgetResource.PATH)
@Tag(name = "budgets")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class BudgetResource {
    static final String PATH = "/api/v1/budgets";

    private final Budgets budgets;
    private final CurrentCaller caller;
    private final Once once;
    private final ObjectMapper json;

    BudgetResource(Budgets budgets, CurrentCaller caller, Once once, ObjectMapper json) {
        this.budgets = budgets;
        this.caller = caller;
        this.once = once;
        this.json = json;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Scopes.USAGE_ADMIN)
    @Operation(summary = "Make a budget", description = "What was spent in its present period counts.")
    public Response create(
            @HeaderParam(IdempotencyKey.HEADER) String idempotencyKey, @Valid @NotNull BudgetRequest body)
            throws JsonProcessingException {
        var key = IdempotencyKey.of(idempotencyKey, "POST " + PATH, json.writeValueAsBytes(body));
        var budget = budgets.draft(caller.get(), body.terms());
        var answer = once.run(caller.get(), key, budget.id(), connection -> created(budgets.add(connection, budget)));
        budgets.changed(budget.tenant());
        return Response.status(answer.stored().status())
                .header(HttpHeaders.LOCATION, answer.stored().location())
                .header(IdempotencyKey.REPLAYED_HEADER, answer.again() ? true : null)
                .entity(answer.stored().body())
                .build();
    }

    @GET
    @RolesAllowed(Scopes.USAGE_READ)
    @Operation(summary = "List the budgets, newest first")
    public Page<BudgetView> list(@QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        return budgets.list(caller.get().tenant(), Page.limit(limit), Cursor.decode(cursor));
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Scopes.USAGE_READ)
    @Operation(summary = "Look at a budget, and at what is left of it")
    public BudgetView get(@PathParam("id") String id) {
        return budgets.get(caller.get().tenant(), parse(id));
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Scopes.USAGE_ADMIN)
    @Operation(summary = "Replace what a budget says", description = "What was spent in its present period counts.")
    public BudgetView replace(@PathParam("id") String id, @Valid @NotNull BudgetRequest body) {
        return budgets.replace(caller.get().tenant(), parse(id), body.terms());
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed(Scopes.USAGE_ADMIN)
    @Operation(summary = "Remove a budget")
    public void remove(@PathParam("id") String id) {
        budgets.remove(caller.get().tenant(), parse(id));
    }

    private StoredAnswer created(BudgetView view) {
        try {
            return new StoredAnswer(
                    Response.Status.CREATED.getStatusCode(), PATH + "/" + view.id(), json.writeValueAsString(view));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static UUID parse(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw Budgets.unknown();
        }
    }
}
