package io.focusforge.orchestrator.saga;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.common.trace.TraceContext;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * Sagas about something of another service, which that one has begun: 204 once the saga is kept, however often it is asked for. The body is the
 * saga's input, an object of ids; none for an empty one.
 */
@Path("/internal/sagas/{kind}/{id}")
@RolesAllowed(Scopes.INTERNAL)
@RunOnVirtualThread
public class SagaBeginResource {
    private final Sagas sagas;
    private final CurrentCaller caller;
    private final ObjectMapper json;

    SagaBeginResource(Sagas sagas, CurrentCaller caller, ObjectMapper json) {
        this.sagas = sagas;
        this.caller = caller;
        this.json = json;
    }

    @POST
    @Operation(hidden = true)
    @Consumes(MediaType.WILDCARD)
    public void begin(String kind, UUID id, String body) {
        var saga = new SagaKey(caller.get().tenant(), id);
        var trace = TraceContext.current().traceparent();
        sagas.begin(kind, new NewSaga(saga, input(body), trace));
    }

    private JsonNode input(String body) {
        try {
            var input = body == null || body.isBlank() ? json.createObjectNode() : json.readTree(body);
            if (input.isObject()) {
                return input;
            }
        } catch (JsonProcessingException e) {
            throw ProblemException.invalid("body", "is no JSON");
        }
        throw ProblemException.invalid("body", "must be an object");
    }
}
