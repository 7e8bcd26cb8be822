package io.focusforge.orchestrator.creation;

import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The background path of a task's analysis, for the worker's job {@code task.analyze}. */
@Path("/internal/tasks/{id}/analysis")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scopes.INTERNAL)
@RunOnVirtualThread
public class SagaResource {
    private final SagaResume saga;
    private final CurrentCaller caller;

    SagaResource(SagaResume saga, CurrentCaller caller) {
        this.saga = saga;
        this.caller = caller;
    }

    @POST
    @Operation(hidden = true)
    public Map<String, String> resume(UUID id) {
        return switch (saga.resume(caller.get().tenant(), id)) {
            case SagaEnd.Done _ -> Map.of("state", "done");
            case SagaEnd.Later(var delay) ->
                throw new ProblemException(
                                ErrorCode.MODEL_UNAVAILABLE,
                                "The model has not answered yet; the analysis goes on later.")
                        .retryAfter(delay);
        };
    }
}
