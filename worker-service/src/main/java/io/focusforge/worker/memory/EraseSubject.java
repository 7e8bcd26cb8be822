package io.focusforge.worker.memory;

import io.focusforge.worker.handler.JobContext;
import io.focusforge.worker.handler.JobHandler;
import io.focusforge.worker.handler.JobType;
import io.focusforge.worker.job.JobResult;
import io.focusforge.worker.job.Priority;
import io.focusforge.worker.job.RetryPolicy;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.UUID;

/** {@code subject.erase}. It is tried for weeks: an erasure that was promised must not end because a service was away. */
@ApplicationScoped
class EraseSubject implements JobHandler<EraseSubject.Input> {
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

    private final StepByStep steps;

    EraseSubject(StepByStep steps) {
        this.steps = steps;
    }

    @Override
    public JobType<Input> type() {
        return TYPE;
    }

    @Override
    public JobResult handle(JobContext context, Input input) throws InterruptedException {
        return steps.run(context, "/internal/erasures/" + input.erasureId() + "/steps", "{}");
    }
}
