package io.focusforge.orchestrator.chainrun;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.common.problem.Violation;
import io.focusforge.common.trace.TraceContext;
import io.focusforge.orchestrator.flagrollout.Rollouts;
import io.focusforge.orchestrator.library.Kept;
import io.focusforge.orchestrator.run.NewRun;
import io.focusforge.orchestrator.runapi.Launch;
import io.focusforge.orchestrator.runapi.RunLauncher;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerResponse;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Begins runs of chains. */
@Path("/api/v1/chains/{name: [a-z][a-z0-9_]*}/runs")
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed(Scopes.TASKS_WRITE)
@RunOnVirtualThread
@Tag(name = "chains")
public class ChainRunResource {
    private static final int LONGEST_INPUT = 256 * 1024;

    private final Rollouts chains;
    private final RunLauncher launcher;
    private final CurrentCaller caller;
    private final ObjectMapper json;

    ChainRunResource(Rollouts chains, RunLauncher launcher, CurrentCaller caller, ObjectMapper json) {
        this.chains = chains;
        this.launcher = launcher;
        this.caller = caller;
        this.json = json;
    }

    @POST
    @Operation(summary = "Run a chain: answered at once, when it has ended, or with its events")
    public Response run(
            String name,
            @Valid @NotNull RunRequest body,
            @HeaderParam(IdempotencyKey.HEADER) String idempotencyKey,
            @Context HttpServerResponse response) {
        var who = caller.get();
        var kept = chains.find(who, name, body.version())
                .orElseThrow(() -> new ProblemException(
                        ErrorCode.NOT_FOUND, "There is no such chain or version; GET /api/v1/chains lists them."));
        requireInput(kept, body);
        var key = key(idempotencyKey, name, body);
        return launcher.launch(start(who, kept, body), new Launch(body.asked(), body.timeout(), key), response);
    }

    private static void requireInput(Kept kept, RunRequest body) {
        var errors = kept.definition().input().errors(body.input());
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(
                    errors.stream().map(error -> new Violation("input", error)).toList());
        }
        if (body.input().toString().length() > LONGEST_INPUT) {
            throw new ProblemException(
                    ErrorCode.PAYLOAD_TOO_LARGE,
                    "The input of a run has at most %d characters.".formatted(LONGEST_INPUT));
        }
    }

    private static NewRun start(Caller who, Kept kept, RunRequest body) {
        return new NewRun(
                ChainSource.KIND,
                kept.reference(),
                kept.name(),
                body.input(),
                who,
                body.webhook() == null ? null : body.webhook().webhook(),
                TraceContext.current().traceparent());
    }

    private Optional<IdempotencyKey> key(String header, String name, RunRequest body) {
        try {
            return IdempotencyKey.of(header, "POST /api/v1/chains/" + name + "/runs", json.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
