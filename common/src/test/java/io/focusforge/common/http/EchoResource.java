package io.focusforge.common.http;

import io.focusforge.common.identity.Caller;
import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.smallrye.mutiny.TimeoutException;
import io.vertx.pgclient.PgException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A resource as services have them, to see what common does with its requests. */
@Path("/echo")
public class EchoResource {
    /** A request body with a field of each kind. */
    public record Body(
            @NotBlank @Size(max = 10) String title, Instant dueAt, Integer count, List<String> labels, UUID id) {}

    private final CurrentCaller caller;

    EchoResource(CurrentCaller caller) {
        this.caller = caller;
    }

    @POST
    @RolesAllowed(Scopes.TASKS_WRITE)
    public Body echo(@Valid @NotNull Body body) {
        return body;
    }

    @GET
    @Path("caller")
    @RolesAllowed(Scopes.TASKS_READ)
    public Caller caller() {
        return caller.get();
    }

    @GET
    @Path("fail")
    public String fail(@QueryParam("how") String how) {
        throw switch (how) {
            case "overloaded" ->
                new ProblemException(ErrorCode.OVERLOADED, "Come back later.").retryAfter(Duration.ofMillis(1500));
            case "deadlock" -> new PgException("deadlock detected", "ERROR", "40P01", "secret");
            case "late" -> new TimeoutException();
            case "refused" -> new PgException("secret", "ERROR", "23514", "secret");
            default -> new IllegalStateException("the secret cause");
        };
    }
}
