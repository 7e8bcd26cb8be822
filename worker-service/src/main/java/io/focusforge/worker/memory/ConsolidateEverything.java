package io.focusforge.worker.memory;

import io.focusforge.common.identity.Scopes;
import io.focusforge.worker.handler.JobContext;
import io.focusforge.worker.handler.JobHandler;
import io.focusforge.worker.handler.JobType;
import io.focusforge.worker.job.JobResult;
import io.focusforge.worker.job.Priority;
import io.focusforge.worker.job.RetryPolicy;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Set;

/** {@code memories.consolidate-all}. What all users of the tenant remember is consolidated, of each user apart; a schedule can do it every night. */
@ApplicationScoped
class ConsolidateEverything implements JobHandler<ConsolidateEverything.Input> {
    private static final JobType<Input> TYPE = JobType.open(
            "memories.consolidate-all",
            Input.class,
            new JobType.Defaults(
                    "default",
                    Priority.LOW,
                    20,
                    Duration.ofMinutes(30),
                    new RetryPolicy(Duration.ofSeconds(5), Duration.ofMinutes(10))));

    @RegisterForReflection
    record Input() {}

    private final StepByStep steps;

    ConsolidateEverything(StepByStep steps) {
        this.steps = steps;
    }

    @Override
    public JobType<Input> type() {
        return TYPE;
    }

    @Override
    public Set<String> scopes() {
        return Set.of(Scopes.MEMORIES_ADMIN);
    }

    @Override
    public JobResult handle(JobContext context, Input input) throws InterruptedException {
        var run = "/internal/consolidations/" + context.job().id() + "/steps?everyone=true";
        return steps.run(context, run, "{}");
    }
}
