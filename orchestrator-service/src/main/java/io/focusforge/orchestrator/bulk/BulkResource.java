package io.focusforge.orchestrator.bulk;

import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Up to 1,000 of the caller's tasks in one request. */
@Path("/api/v1/tasks:bulk")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed(Scopes.TASKS_WRITE)
@RunOnVirtualThread
@Tag(name = "tasks")
@RegisterForReflection(targets = {Outcome.class, BulkChanges.Chosen.class})
public class BulkResource {
    private static final int LONGEST_KEY = 200;

    private final BulkChanges changes;
    private final CurrentCaller caller;

    BulkResource(BulkChanges changes, CurrentCaller caller) {
        this.changes = changes;
        this.caller = caller;
    }

    /** @param more whether the filter lets more through than one request changes */
    @RegisterForReflection
    record Answer(long changed, long unchanged, long refused, boolean more, List<Outcome> items) {
        static Answer of(BulkChanges.Done done) {
            var outcomes = done.outcomes();
            return new Answer(
                    count(outcomes, "changed"),
                    count(outcomes, "unchanged"),
                    count(outcomes, "refused"),
                    done.more(),
                    outcomes);
        }

        private static long count(List<Outcome> outcomes, String outcome) {
            return outcomes.stream()
                    .filter(one -> one.outcome().equals(outcome))
                    .count();
        }
    }

    @POST
    @Operation(summary = "Complete, reopen, delete or update up to 1,000 tasks, by ids or by filter")
    public Response change(
            @Valid @NotNull BulkRequest body, @HeaderParam(IdempotencyKey.HEADER) String idempotencyKey) {
        var done = changes.run(caller.get(), key(idempotencyKey), body.checked());
        return Response.ok(Answer.of(done))
                .header(IdempotencyKey.REPLAYED_HEADER, done.again() ? true : null)
                .build();
    }

    /** The parts of the request have keys that are a little longer. */
    private static Optional<String> key(String header) {
        if (header != null && header.length() > LONGEST_KEY) {
            throw io.focusforge.common.problem.ProblemException.invalid(
                    IdempotencyKey.HEADER, "must have at most 200 characters");
        }
        return Optional.ofNullable(header);
    }
}
