package io.focusforge.orchestrator.runapi;

import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.page.Cursor;
import io.focusforge.common.page.Page;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.orchestrator.runstore.RunReads;
import io.focusforge.orchestrator.runstore.RunState;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The caller's runs. */
@Path("/api/v1/runs")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scopes.TASKS_READ)
@RunOnVirtualThread
@Tag(name = "runs")
public class RunResource {
    private final OwnRuns runs;
    private final RunReads reads;
    private final CurrentCaller caller;

    RunResource(OwnRuns runs, RunReads reads, CurrentCaller caller) {
        this.runs = runs;
        this.reads = reads;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "All runs of the caller, the newest first")
    public Page<RunView> list(
            @QueryParam("state") String state,
            @QueryParam("chain") String chain,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        var who = caller.get();
        var most = Page.limit(limit);
        var before = Cursor.decode(cursor);
        var filter = new RunReads.Filter(state(state), name(chain), before == null ? null : before.after(), most + 1);
        return Page.of(
                        reads.list(who.tenant(), who.user(), filter),
                        most,
                        run -> new Cursor(run.key().id()))
                .map(RunView::summary);
    }

    @GET
    @Path("{id}")
    @Operation(summary = "A run, with each of its steps: state, timing, tokens, cost, attempts, result")
    public RunView get(String id) {
        return RunView.of(runs.whole(caller.get(), id));
    }

    private static String name(String chain) {
        if (chain != null && chain.indexOf('\0') >= 0) {
            throw ProblemException.invalid("chain", "must not have a character of zero");
        }
        return chain;
    }

    private static RunState state(String text) {
        if (text == null) {
            return null;
        }
        return Arrays.stream(RunState.values())
                .filter(state -> state.text().equals(text))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid(
                        "state",
                        "must be one of "
                                + Arrays.stream(RunState.values())
                                        .map(RunState::text)
                                        .collect(Collectors.joining(", "))));
    }
}
