package io.focusforge.worker.watch;

import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.page.Page;
import io.focusforge.worker.control.JobLookup;
import io.focusforge.worker.progress.LogLine;
import io.focusforge.worker.progress.Told;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The log of a job. */
@Path("/api/v1/jobs/{id}/log")
@Tag(name = "jobs")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class LogResource {
    private final CurrentCaller caller;
    private final JobLookup jobs;
    private final Told told;

    LogResource(CurrentCaller caller, JobLookup jobs, Told told) {
        this.caller = caller;
        this.jobs = jobs;
        this.told = told;
    }

    @GET
    @RolesAllowed(Scopes.JOBS_READ)
    @Operation(
            summary = "Read what a job has logged, oldest first",
            description = "The last lines of all its attempts; older ones are gone, as their numbers tell.")
    public Page<LogLine> read(
            @PathParam("id") String id, @QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        var most = Page.limit(limit);
        var from = LogCursor.decode(cursor);
        return page(told.log(jobs.own(caller.get(), id).key(), from.after(), most + 1), most);
    }

    private static Page<LogLine> page(List<LogLine> lines, int most) {
        return lines.size() <= most
                ? new Page<>(lines, null)
                : new Page<>(
                        lines.subList(0, most),
                        new LogCursor(lines.get(most - 1).number()).encode());
    }
}
