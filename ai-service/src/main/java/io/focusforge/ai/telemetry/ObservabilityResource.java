package io.focusforge.ai.telemetry;

import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Whether the texts of the caller's tenant are in the spans of its model calls. They are nowhere else, and not without this wish. */
@Path("/api/v1/observability")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scopes.MODELS_ADMIN)
@RunOnVirtualThread
public class ObservabilityResource {
    private final ContentStore store;
    private final ContentWishes wishes;
    private final CurrentCaller caller;

    ObservabilityResource(ContentStore store, ContentWishes wishes, CurrentCaller caller) {
        this.store = store;
        this.wishes = wishes;
        this.caller = caller;
    }

    /** @param content {@code none}, {@code prompts}, or {@code all} for prompts and answers */
    record Observability(@NotNull Content content) {}

    @GET
    public Observability get() {
        return new Observability(store.find(caller.get().tenant()));
    }

    /** Holds for the next call at this replica, and within {@code focusforge.observability.cache-for} at all others. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public Observability put(@NotNull @Valid Observability body) {
        var by = caller.get();
        store.put(by.tenant(), body.content(), by.user());
        wishes.forget(by.tenant());
        return body;
    }
}
