package io.focusforge.orchestrator.saga;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.trace.TraceContext;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Sagas about something of another service, which that one has begun: 204 once the saga is kept, however often it is asked for. */
@Path("/internal/sagas/{kind}/{id}")
@RolesAllowed(Scopes.INTERNAL)
@RunOnVirtualThread
public class SagaBeginResource {
    private final Sagas sagas;
    private final CurrentCaller caller;

    SagaBeginResource(Sagas sagas, CurrentCaller caller) {
        this.sagas = sagas;
        this.caller = caller;
    }

    @POST
    @Operation(hidden = true)
    public void begin(String kind, UUID id) {
        var saga = new SagaKey(caller.get().tenant(), id);
        var trace = TraceContext.current().traceparent();
        sagas.begin(kind, new NewSaga(saga, JsonNodeFactory.instance.objectNode(), trace));
    }
}
