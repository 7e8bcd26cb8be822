package io.focusforge.orchestrator.planapi;

import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.orchestrator.plan.PlanEvent.Kind;
import io.focusforge.orchestrator.plan.PlanKey;
import io.focusforge.orchestrator.plan.StepState;
import io.focusforge.orchestrator.plancommand.PlanCommands;
import io.focusforge.orchestrator.plancommand.TaskTies;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a user does with the steps of a plan. The answer is the plan, and its {@code changes} say what has moved. */
@Path("/api/v1/plans/{id}/steps")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@RolesAllowed(Scopes.TASKS_WRITE)
@RunOnVirtualThread
@Tag(name = "plans")
public class PlanStepResource {
    private final PlanAnswers answers;
    private final TaskTies ties;
    private final ChainCheck chains;
    private final CurrentCaller caller;

    PlanStepResource(PlanAnswers answers, TaskTies ties, ChainCheck chains, CurrentCaller caller) {
        this.answers = answers;
        this.ties = ties;
        this.chains = chains;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Add a step, which is proposed")
    public Response add(
            String id,
            @Valid @NotNull StepDraft body,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @HeaderParam(IdempotencyKey.HEADER) String idempotencyKey) {
        chains.require(caller.get().tenant(), List.of(body.proposed("new")));
        return answers.change(
                new PlanAnswers.Request("POST steps", id, body, ifMatch, idempotencyKey),
                Kind.EDITED,
                (_, plan, now) -> Edits.add(plan, body, now));
    }

    @PATCH
    @Path("{step}")
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    @Operation(summary = "Change a step that is not done")
    public Response patch(
            String id, String step, @Valid @NotNull StepPatch body, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
        return answers.change(
                new PlanAnswers.Request("PATCH", id, null, ifMatch, null),
                Kind.EDITED,
                (_, plan, now) -> Edits.patch(plan, step, body, now));
    }

    @POST
    @Path("{step}/accept")
    @Operation(summary = "Accept a step: it becomes a task")
    public Response accept(
            String id,
            String step,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @HeaderParam(IdempotencyKey.HEADER) String idempotencyKey) {
        return answers.change(
                request("accept", id, step, ifMatch, idempotencyKey),
                Kind.ACCEPTED,
                PlanCommands.of(plan -> Edits.accept(plan, List.of(step))));
    }

    @POST
    @Path("{step}/reject")
    @Operation(summary = "Reject a step that was proposed; those that waited for it wait for what it waited for")
    public Response reject(
            String id,
            String step,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @HeaderParam(IdempotencyKey.HEADER) String idempotencyKey) {
        return answers.change(
                request("reject", id, step, ifMatch, idempotencyKey),
                Kind.EDITED,
                PlanCommands.of(plan -> Edits.reject(plan, step)));
    }

    @POST
    @Path("{step}/complete")
    @Operation(summary = "Complete a step with its task; what is left of its time is free")
    public Response complete(
            String id,
            String step,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @HeaderParam(IdempotencyKey.HEADER) String idempotencyKey) {
        var key = PlanKey.of(caller.get(), id);
        PlanCommands.Edit edit = (pipeline, plan, now) -> {
            var completed = Edits.completable(plan, step);
            if (completed.state() == StepState.DONE) {
                return plan;
            }
            ties.complete(pipeline, key, completed);
            return plan.withStep(step, fields -> {
                fields.state = StepState.DONE;
                fields.doneAt = now;
            });
        };
        return answers.change(request("complete", id, step, ifMatch, idempotencyKey), Kind.STEP_DONE, edit);
    }

    private static PlanAnswers.Request request(
            String name, String id, String step, String ifMatch, String idempotencyKey) {
        return new PlanAnswers.Request("POST " + name + " " + step, id, null, ifMatch, idempotencyKey);
    }
}
