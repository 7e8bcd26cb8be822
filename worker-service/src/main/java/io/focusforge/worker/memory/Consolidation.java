package io.focusforge.worker.memory;

import io.focusforge.worker.handler.JobContext;
import io.focusforge.worker.handler.JobHandler;
import io.focusforge.worker.handler.JobType;
import io.focusforge.worker.job.JobResult;
import io.focusforge.worker.job.Priority;
import io.focusforge.worker.job.RetryPolicy;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.util.Set;

/** Consolidates what is remembered, of each user apart; a schedule can do it every night. */
final class Consolidation implements JobHandler<Consolidation.Input> {
    private static final JobType.Defaults DEFAULTS = new JobType.Defaults(
            "default",
            Priority.LOW,
            20,
            Duration.ofMinutes(30),
            new RetryPolicy(Duration.ofSeconds(5), Duration.ofMinutes(10)));

    private final JobType<Input> type;
    private final String scope;
    private final boolean everyone;
    private final StepByStep steps;

    @RegisterForReflection
    record Input() {}

    Consolidation(String name, String scope, boolean everyone, StepByStep steps) {
        this.type = JobType.open(name, Input.class, DEFAULTS);
        this.scope = scope;
        this.everyone = everyone;
        this.steps = steps;
    }

    @Override
    public JobType<Input> type() {
        return type;
    }

    @Override
    public Set<String> scopes() {
        return Set.of(scope);
    }

    @Override
    public JobResult handle(JobContext context, Input input) throws InterruptedException {
        var run = "/internal/consolidations/%s/steps?everyone=%s"
                .formatted(context.job().id(), everyone);
        return steps.run(context, run, "{}");
    }
}
