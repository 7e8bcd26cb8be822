package io.focusforge.worker.task;

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

/** {@code task.analyze}. Tried for as long as a model may be away; a task that is gone needs no analysis. */
@ApplicationScoped
class AnalyzeTask implements JobHandler<AnalyzeTask.Input> {
    private static final Service SERVICE = Service.ORCHESTRATOR;
    private static final int GONE = 404;
    private static final JobType<Input> TYPE = JobType.internal(
            "task.analyze",
            Input.class,
            new JobType.Defaults(
                    "ai",
                    Priority.NORMAL,
                    50,
                    Duration.ofSeconds(120),
                    new RetryPolicy(Duration.ofSeconds(2), Duration.ofMinutes(10))));

    @RegisterForReflection
    record Input(@NotNull UUID taskId) {}

    private final ServiceCalls services;

    AnalyzeTask(ServiceCalls services) {
        this.services = services;
    }

    @Override
    public JobType<Input> type() {
        return TYPE;
    }

    @Override
    public JobResult handle(JobContext context, Input input) throws InterruptedException {
        var path = "/internal/tasks/" + input.taskId() + "/analysis";
        context.progress(0, "Waiting for the analysis.");
        var outcome = services.post(context, ServiceCalls.Message.internal(SERVICE, path, "{}"));
        if (outcome.is(GONE)) {
            context.log("The task is gone, and with it the need for an analysis.");
            return JobResult.done();
        }
        return Verdict.on(SERVICE, outcome);
    }
}
