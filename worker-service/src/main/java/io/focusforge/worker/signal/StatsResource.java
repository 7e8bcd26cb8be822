package io.focusforge.worker.signal;

import io.focusforge.common.identity.Scopes;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.worker.queue.Queues;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The signals of a queue as JSON, flat but for the classes, as KEDA's scaler {@code metrics-api} reads it. Across tenants, and so for operators. */
@Path("/api/v1/queues/{queue}/stats")
@Tag(name = "queues")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class StatsResource {
    private static final Duration NEXT_COUNT = Duration.ofSeconds(5);

    private final Queues queues;
    private final QueueSignals signals;
    private final Forecasts forecasts;
    private final SignalConfig config;

    StatsResource(Queues queues, QueueSignals signals, Forecasts forecasts, SignalConfig config) {
        this.queues = queues;
        this.signals = signals;
        this.forecasts = forecasts;
        this.config = config;
    }

    @GET
    @RolesAllowed(Scopes.TENANTS_ADMIN)
    @Operation(
            summary = "A queue in numbers, for all tenants together",
            description =
                    "A few seconds old. 503 when nothing could be counted for too long, so that a scaler keeps what it has.")
    public QueueReport get(@PathParam("queue") String queue) {
        var classes = signals.byClass(queues.known(queue)).orElseThrow(StatsResource::notCounted);
        var total = signals.of(queue).orElseThrow(StatsResource::notCounted);
        var ahead = config.horizon().toSeconds();
        return new QueueReport(total, forecasts.of(queue).orElse(null), ahead, classes);
    }

    private static ProblemException notCounted() {
        return new ProblemException(ErrorCode.UNAVAILABLE, "The queues could not be counted for a while. Try again.")
                .retryAfter(NEXT_COUNT);
    }
}
