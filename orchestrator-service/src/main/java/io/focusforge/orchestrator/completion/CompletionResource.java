package io.focusforge.orchestrator.completion;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.common.sse.HttpOutlet;
import io.focusforge.common.sse.SseEvent;
import io.focusforge.common.sse.Written;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** For ai-service, on behalf of the user who asked it for the model {@code focusforge}. */
@Path("/internal/chat/completions")
@Produces({MediaType.APPLICATION_JSON, SseEvent.MEDIA_TYPE})
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed(Scopes.INTERNAL)
@RunOnVirtualThread
public class CompletionResource {
    private static final long LONGEST_MINUTES = 3;

    private final Completions completions;
    private final CurrentCaller caller;

    CompletionResource(Completions completions, CurrentCaller caller) {
        this.completions = completions;
        this.caller = caller;
    }

    @POST
    @Operation(hidden = true)
    public Response complete(@NotNull JsonNode body, @Context RoutingContext http) {
        var request = completions.read(body);
        var outlet = new HttpOutlet(http.response());
        var completion = completions.begin(caller.get(), request, outlet, http);
        var answer = now(completion);
        return Response.ok(request.stream() ? Written.ALREADY : answer, type(request))
                .build();
    }

    private static MediaType type(CompletionRequest request) {
        return request.stream() ? MediaType.valueOf(SseEvent.MEDIA_TYPE) : MediaType.APPLICATION_JSON_TYPE;
    }

    private static String now(Completion completion) {
        try {
            return completion.done().get(LONGEST_MINUTES, TimeUnit.MINUTES);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e);
        } catch (TimeoutException e) {
            throw new ProblemException(ErrorCode.TIMEOUT, "The model does not answer.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(ErrorCode.UNAVAILABLE, "The service is being stopped.");
        }
    }
}
