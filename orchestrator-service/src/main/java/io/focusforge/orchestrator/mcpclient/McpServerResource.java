package io.focusforge.orchestrator.mcpclient;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.id.Ids;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.idempotency.Once;
import io.focusforge.common.idempotency.StoredAnswer;
import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
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
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** MCP servers whose tools the chains and agents of a tenant may use. */
@Path("/api/v1/mcp-servers")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scopes.CHAINS_ADMIN)
@RunOnVirtualThread
@Tag(name = "agents")
public class McpServerResource {
    private final McpServerBook book;
    private final Once once;
    private final CurrentCaller caller;
    private final ObjectMapper json;

    McpServerResource(McpServerBook book, Once once, CurrentCaller caller, ObjectMapper json) {
        this.book = book;
        this.once = once;
        this.caller = caller;
        this.json = json;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Declare a server of tools, by its URL")
    public Response add(@Valid @NotNull NewMcpServer body, @HeaderParam(IdempotencyKey.HEADER) String idempotencyKey) {
        var who = caller.get();
        var key = IdempotencyKey.of(idempotencyKey, "POST /api/v1/mcp-servers", bytes(body));
        var server = book.checked(body);
        return once.run(who, key, Ids.next(), connection -> {
                    book.add(connection, who.tenant(), server);
                    var location = "/api/v1/mcp-servers/" + server.name();
                    return new StoredAnswer(201, location, new String(bytes(McpServerView.of(server)), UTF_8));
                })
                .response();
    }

    @GET
    @RolesAllowed(Scopes.TASKS_READ)
    @Operation(summary = "Those of the operator, then the tenant's own, by name")
    public Page<McpServerView> list(@QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        return book.list(caller.get().tenant(), Page.limit(limit), cursor);
    }

    @GET
    @Path("{name}")
    @RolesAllowed(Scopes.TASKS_READ)
    @Operation(summary = "One server")
    public McpServerView get(String name) {
        return book.get(caller.get().tenant(), name);
    }

    @GET
    @Path("{name}/tools")
    @RolesAllowed(Scopes.TASKS_READ)
    @Operation(summary = "What a server offers, asked of it now and then")
    public Page<McpTool> tools(String name) {
        return new Page<>(book.tools(caller.get().tenant(), name), null);
    }

    @DELETE
    @Path("{name}")
    @Operation(summary = "Forget a server; chains that call it fail from then on")
    public Response delete(String name) {
        book.delete(caller.get().tenant(), name);
        return Response.noContent().build();
    }

    private byte[] bytes(Object value) {
        try {
            return json.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
