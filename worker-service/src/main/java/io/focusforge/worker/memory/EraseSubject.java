package io.focusforge.worker.memory;

import io.focusforge.common.call.Service;
import io.focusforge.worker.handler.JobContext;
import io.focusforge.worker.handler.JobHandler;
import io.focusforge.worker.handler.JobType;
import io.focusforge.worker.job.JobResult;
import io.focusforge.worker.job.Priority;
import io.focusforge.worker.job.RetryPolicy;
import io.focusforge.worker.upstream.ServiceCalls;
import io.focusforge.worker.upstream.Verdict;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.UUID;

/**
 * {@code subject.erase}: gives the erasure to the orchestrator, whose saga carries it through all services. It is tried for weeks: an erasure
 * that was promised must not end because a service was away, or knows of no such saga yet.
 */
@ApplicationScoped
class EraseSubject implements JobHandler<EraseSubject.Input> {
    private static final int NOT_YET = 404;
    private static final JobType<Input> TYPE = JobType.internal(
            "subject.erase",
            Input.class,
            new JobType.Defaults(
                    "default",
                    Priority.HIGH,
                    1_000,
                    Duration.ofMinutes(10),
                    new RetryPolicy(Duration.ofSeconds(1), Duration.ofMinutes(30))));

    @RegisterForReflection
    record Input(@NotNull UUID erasureId) {}

    private final ServiceCalls services;

    EraseSubject(ServiceCalls services) {
        this.services = services;
    }

    @Override
    public JobType<Input> type() {
        return TYPE;
    }

    @Override
    public JobResult handle(JobContext context, Input input) throws InterruptedException {
        var path = "/internal/sagas/subject-erasure/" + input.erasureId();
        var outcome = services.post(context, ServiceCalls.Message.internal(Service.ORCHESTRATOR, path, "{}"));
        return outcome.is(NOT_YET)
                ? JobResult.retry("upstream_unavailable", "orchestrator-service knows no such saga.")
                : Verdict.on(Service.ORCHESTRATOR, outcome);
    }
}
