package io.focusforge.worker.watch;

import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.sse.HttpOutlet;
import io.focusforge.common.sse.SseEvent;
import io.focusforge.common.sse.Watch;
import io.focusforge.common.sse.Written;
import io.focusforge.worker.control.JobLookup;
import io.focusforge.worker.control.StateFilter;
import io.focusforge.worker.job.Job;
import io.focusforge.worker.job.JobState;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The events of a job, as they happen. */
@Path("/api/v1/jobs/{id}/events")
@Tag(name = "jobs")
@RunOnVirtualThread
public class WatchResource {
    private final CurrentCaller caller;
    private final JobLookup jobs;
    private final JobWatches watches;
    private final Clock clock;

    WatchResource(CurrentCaller caller, JobLookup jobs, JobWatches watches, Clock clock) {
        this.caller = caller;
        this.jobs = jobs;
        this.watches = watches;
        this.clock = clock;
    }

    /** No content tells a browser's EventSource that it need not come back. */
    @GET
    @RolesAllowed(Scopes.JOBS_READ)
    @Operation(
            summary = "Follow a job: its states, progress and log lines, until it has ended",
            description = "Goes on behind Last-Event-ID, at any replica; without it, from the job's beginning.")
    @APIResponse(responseCode = "200", description = "Events", content = @Content(mediaType = SseEvent.MEDIA_TYPE))
    @APIResponse(responseCode = "204", description = "The job has ended, and all of it was seen")
    public Response follow(
            @PathParam("id") String id, @HeaderParam("Last-Event-ID") String last, @Context RoutingContext http) {
        var job = jobs.own(caller.get(), id);
        var position = Position.of(last);
        if (hasSeenTheEnd(position, job)) {
            return Response.noContent().build();
        }
        var outlet = new HttpOutlet(http.response());
        var watch = new Watch<>(job.key(), job.key().tenant(), position, outlet, clock.instant());
        watches.add(watch);
        outlet.write(SseEvent.KEEP_ALIVE);
        return Response.ok(Written.ALREADY).build();
    }

    private static boolean hasSeenTheEnd(Position position, Job job) {
        return job.state() instanceof JobState.Finished
                && position.state().equals(StateFilter.shown(job.state()))
                && position.attempt() == job.attempt();
    }
}
