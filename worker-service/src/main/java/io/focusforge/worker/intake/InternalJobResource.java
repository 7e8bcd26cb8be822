package io.focusforge.worker.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.focusforge.common.identity.Scopes;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Jobs of other services. The gateway does not route this. */
@Path("/internal/jobs")
@RolesAllowed(Scopes.INTERNAL)
@RunOnVirtualThread
public class InternalJobResource {
    private final Intake intake;

    InternalJobResource(Intake intake) {
        this.intake = intake;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Response accept(@NotNull @Size(min = 1, max = 1000) List<@NotNull @Valid ServiceJob> body)
            throws JsonProcessingException {
        intake.accept(body);
        return Response.accepted().build();
    }
}
