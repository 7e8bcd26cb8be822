package io.focusforge.orchestrator.planrun;

import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.orchestrator.plan.Budget;
import io.focusforge.orchestrator.plan.OnFailure;
import io.focusforge.orchestrator.plan.PlanEvent.Kind;
import io.focusforge.orchestrator.plan.PlanKey;
import io.focusforge.orchestrator.planapi.PlanAnswers;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Lets steps of a plan run by themselves. */
@Path("/api/v1/plans/{id}")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scopes.TASKS_WRITE)
@RunOnVirtualThread
@Tag(name = "plans")
public class PlanExecutionResource {
    private final PlanAnswers answers;
    private final Executions executions;
    private final CurrentCaller caller;

    PlanExecutionResource(PlanAnswers answers, Executions executions, CurrentCaller caller) {
        this.answers = answers;
        this.executions = executions;
        this.caller = caller;
    }

    /** @param onFailure what follows when a step fails or the budget is used up; to wait for the person, when left out */
    record Wish(@NotNull @Valid Budget budget, OnFailure onFailure) {}

    @POST
    @Path("execute")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary =
                    "Run the accepted steps that name a chain or a job, within a budget; the rest wait for the person")
    public Response execute(
            String id,
            @Valid @NotNull Wish body,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @HeaderParam(IdempotencyKey.HEADER) String idempotencyKey) {
        var who = caller.get();
        return answers.change(
                new PlanAnswers.Request("POST execute", id, body, ifMatch, idempotencyKey),
                Kind.EXECUTION_STARTED,
                executions.begin(who, PlanKey.of(who, id), body.budget(), body.onFailure()));
    }

    @POST
    @Path("stop")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Begin no more steps, and cancel those that run")
    public Response stop(
            String id,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @HeaderParam(IdempotencyKey.HEADER) String idempotencyKey) {
        return answers.change(
                new PlanAnswers.Request("POST stop", id, null, ifMatch, idempotencyKey),
                Kind.EXECUTION_STOPPED,
                executions.stop(PlanKey.of(caller.get(), id)));
    }

    @POST
    @Path("abandon")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Give an execution up, and undo what it has done",
            description = "What runs is cancelled, and tasks that it has completed are open again.")
    public Response abandon(
            String id,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @HeaderParam(IdempotencyKey.HEADER) String idempotencyKey) {
        return answers.change(
                new PlanAnswers.Request("POST abandon", id, null, ifMatch, idempotencyKey),
                Kind.EXECUTION_ABANDONED,
                executions.abandon(PlanKey.of(caller.get(), id)));
    }
}
