package io.focusforge.worker.memory;

import io.focusforge.common.call.Service;
import io.focusforge.worker.handler.JobContext;
import io.focusforge.worker.handler.JobType;
import io.focusforge.worker.job.JobResult;
import io.focusforge.worker.job.Priority;
import io.focusforge.worker.job.RetryPolicy;
import io.focusforge.worker.upstream.ServiceCalls;
import io.focusforge.worker.upstream.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;

/**
 * Gives work that goes through several services to the orchestrator, whose saga carries it on. It is tried for weeks: what was promised must not
 * end because a service was away, or knows of no such saga yet.
 */
@ApplicationScoped
class SagaStart {
    static final JobType.Defaults TRIES = new JobType.Defaults(
            "default",
            Priority.HIGH,
            1_000,
            Duration.ofMinutes(10),
            new RetryPolicy(Duration.ofSeconds(1), Duration.ofMinutes(30)));
    private static final int NOT_YET = 404;

    private final ServiceCalls services;

    SagaStart(ServiceCalls services) {
        this.services = services;
    }

    /** @param input of the saga, as JSON */
    JobResult begin(JobContext context, String kind, UUID id, String input) throws InterruptedException {
        var path = "/internal/sagas/" + kind + "/" + id;
        var outcome = services.post(context, ServiceCalls.Message.internal(Service.ORCHESTRATOR, path, input));
        return outcome.is(NOT_YET)
                ? JobResult.retry("upstream_unavailable", "orchestrator-service knows no such saga.")
                : Verdict.on(Service.ORCHESTRATOR, outcome);
    }
}
