package io.focusforge.worker.task;

import io.focusforge.common.call.Service;
import io.focusforge.common.identity.Scopes;
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
import java.time.Duration;
import java.util.Set;

/** {@code review.weekly}: begins a review of its owner's last seven days, for schedules. The job names it, so that there is one. */
@ApplicationScoped
class ReviewWeek implements JobHandler<ReviewWeek.Input> {
    private static final JobType<Input> TYPE = JobType.open(
            "review.weekly",
            Input.class,
            new JobType.Defaults(
                    "default",
                    Priority.NORMAL,
                    20,
                    Duration.ofSeconds(60),
                    new RetryPolicy(Duration.ofSeconds(2), Duration.ofMinutes(10))));

    @RegisterForReflection
    record Input() {}

    private final ServiceCalls services;

    ReviewWeek(ServiceCalls services) {
        this.services = services;
    }

    @Override
    public JobType<Input> type() {
        return TYPE;
    }

    /** The review reads the owner's tasks, and asks a model in the owner's name. */
    @Override
    public Set<String> scopes() {
        return Set.of(Scopes.TASKS_WRITE, Scopes.MODELS_WRITE);
    }

    @Override
    public JobResult handle(JobContext context, Input input) throws InterruptedException {
        var path = "/internal/reviews/" + context.job().id();
        var outcome = services.post(context, ServiceCalls.Message.internal(Service.ORCHESTRATOR, path, "{}"));
        return Verdict.on(Service.ORCHESTRATOR, outcome);
    }
}
