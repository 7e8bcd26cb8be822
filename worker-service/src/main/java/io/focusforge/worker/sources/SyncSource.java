package io.focusforge.worker.sources;

import io.focusforge.common.identity.Scopes;
import io.focusforge.worker.handler.JobContext;
import io.focusforge.worker.handler.JobHandler;
import io.focusforge.worker.handler.JobType;
import io.focusforge.worker.job.JobResult;
import io.focusforge.worker.job.Priority;
import io.focusforge.worker.job.RetryPolicy;
import io.focusforge.worker.memory.StepByStep;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;

/** {@code source.sync}: a run of a source of documents. The job names the run, so that it goes on where it stood when it is tried again. */
@ApplicationScoped
class SyncSource implements JobHandler<SyncSource.Input> {
    private static final JobType<Input> TYPE = JobType.open(
            "source.sync",
            Input.class,
            new JobType.Defaults(
                    "files",
                    Priority.NORMAL,
                    20,
                    Duration.ofHours(1),
                    new RetryPolicy(Duration.ofSeconds(5), Duration.ofMinutes(10))));

    /** A source of the job's owner; of any other the job does nothing. */
    @RegisterForReflection
    record Input(@NotNull UUID sourceId) {}

    private final StepByStep steps;

    SyncSource(StepByStep steps) {
        this.steps = steps;
    }

    @Override
    public JobType<Input> type() {
        return TYPE;
    }

    @Override
    public Set<String> scopes() {
        return Set.of(Scopes.DOCUMENTS_WRITE);
    }

    @Override
    public JobResult handle(JobContext context, Input input) throws InterruptedException {
        var path = "/internal/sources/%s/runs/%s/steps"
                .formatted(input.sourceId(), context.job().id());
        return steps.run(context, path, "{}");
    }
}
