package io.focusforge.ai.guard;

import io.focusforge.ai.step.Waiting;
import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** What happens to the prompts of the caller's tenant on their way to a provider. */
@Path("/api/v1/guardrails")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scopes.MODELS_ADMIN)
@RunOnVirtualThread
public class GuardrailsResource {
    private final GuardBook book;
    private final CurrentCaller caller;

    GuardrailsResource(GuardBook book, CurrentCaller caller) {
        this.book = book;
        this.caller = caller;
    }

    /** What holds now, whether the tenant or the installation said so. */
    @GET
    public GuardrailsView get() {
        return GuardrailsView.of(Waiting.until(book.of(caller.get().tenant())));
    }

    /** Replaces what the tenant said; what is absent is as the installation has it. At once here, within a second at the other replicas. */
    @PUT
    public GuardrailsView put(@Valid @NotNull GuardrailsView body) {
        book.set(caller.get().tenant(), body.guardrails());
        return get();
    }

    /** All as the installation has it. */
    @DELETE
    public void remove() {
        book.set(caller.get().tenant(), Guardrails.NOTHING_SET);
    }
}
