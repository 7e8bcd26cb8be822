package io.focusforge.orchestrator.planapi;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.page.Cursor;
import io.focusforge.common.page.Page;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.orchestrator.event.EventStore;
import io.focusforge.orchestrator.event.StoredEvent;
import io.focusforge.orchestrator.plan.Change;
import io.focusforge.orchestrator.plan.Plan;
import io.focusforge.orchestrator.plan.PlanJson;
import io.focusforge.orchestrator.plan.PlanKey;
import io.focusforge.orchestrator.plan.PlanStatus;
import io.focusforge.orchestrator.plan.PlanStore;
import io.focusforge.orchestrator.plancommand.TaskTies;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Reads of plans. */
@Path("/api/v1/plans")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scopes.TASKS_READ)
@RunOnVirtualThread
@Tag(name = "plans")
public class PlanReads {
    private final TenantDatabase database;
    private final PlanStore store;
    private final EventStore events;
    private final TaskTies ties;
    private final PlanJson json;
    private final CurrentCaller caller;

    PlanReads(
            TenantDatabase database,
            PlanStore store,
            EventStore events,
            TaskTies ties,
            PlanJson json,
            CurrentCaller caller) {
        this.database = database;
        this.store = store;
        this.events = events;
        this.ties = ties;
        this.json = json;
        this.caller = caller;
    }

    /** What happened to a plan. */
    record Happened(String type, int version, Instant time, List<Change> changes) {}

    /** A plan as it is stored. */
    record Listed(@JsonValue @JsonRawValue String document) {}

    @GET
    @Operation(summary = "The caller's plans, newest first")
    public Page<Listed> list(
            @QueryParam("status") String status,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        var who = caller.get();
        var size = Page.limit(limit);
        var after = Cursor.decode(cursor);
        var wanted = status(status);
        var owner = new PlanKey(who.tenant(), who.user(), new UUID(0, 0));
        var rows = database.read(
                who.tenant(),
                connection -> store.list(connection, owner, wanted, after == null ? null : after.after(), size));
        return Page.of(rows, size, last -> new Cursor(last.id())).map(row -> new Listed(row.document()));
    }

    /** Steps whose tasks were completed meanwhile are done here too; nothing moves until the plan is changed. */
    @GET
    @Path("{id}")
    @Operation(summary = "One plan; the ETag is its version")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Plan.class)))
    public Response get(String id) {
        var key = PlanKey.of(caller.get(), id);
        var plan = database.read(key.tenant(), connection -> store.find(connection, key)
                        .map(found -> ties.seen(connection, key, found)))
                .orElseThrow(() -> ProblemException.notFound("plan"));
        return PlanAnswers.plan(json.write(plan), plan.version());
    }

    @GET
    @Path("{id}/changes")
    @Operation(summary = "What happened to a plan, in order: what has moved, from where to where, and why")
    public Page<Happened> changes(String id, @QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        var key = PlanKey.of(caller.get(), id);
        var isThere = database.read(key.tenant(), connection -> store.find(connection, key))
                .isPresent();
        if (!isThere) {
            throw ProblemException.notFound("plan");
        }
        var size = Page.limit(limit);
        var after = Cursor.decode(cursor);
        var version = after == null ? 0 : Math.clamp(after.after().getLeastSignificantBits(), 0, Integer.MAX_VALUE);
        var rows = events.read(key.tenant(), key.id(), version, size + 1);
        return Page.of(rows, size, event -> new Cursor(new UUID(0, event.version())))
                .map(this::happened);
    }

    private Happened happened(StoredEvent event) {
        return new Happened(event.type(), event.version(), event.time(), json.changes(event.data()));
    }

    private static PlanStatus status(String text) {
        return text == null
                ? null
                : Arrays.stream(PlanStatus.values())
                        .filter(status -> status.text().equals(text))
                        .findFirst()
                        .orElseThrow(() ->
                                ProblemException.invalid("status", "must be proposed, accepted, rejected or done"));
    }
}
