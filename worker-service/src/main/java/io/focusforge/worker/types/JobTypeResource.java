package io.focusforge.worker.types;

import io.focusforge.common.identity.Scopes;
import io.focusforge.common.page.Page;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The kinds of jobs that there are. The same for all tenants. */
@Path("/api/v1/job-types")
@Tag(name = "jobs")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class JobTypeResource {
    private final JobTypes types;

    JobTypeResource(JobTypes types) {
        this.types = types;
    }

    @GET
    @RolesAllowed(Scopes.JOBS_READ)
    @Operation(summary = "List the types of jobs", description = "With their defaults and JSON schemas.")
    public Page<JobTypeView> list() {
        return new Page<>(types.list(), null);
    }

    @GET
    @Path("{type}")
    @RolesAllowed(Scopes.JOBS_READ)
    @Operation(summary = "Look at a type of jobs")
    public JobTypeView get(@PathParam("type") String type) {
        return types.find(type)
                .orElseThrow(() -> new ProblemException(ErrorCode.NOT_FOUND, "There is no such type of jobs."));
    }
}
