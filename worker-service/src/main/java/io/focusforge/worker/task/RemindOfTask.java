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
import java.time.Instant;
import java.util.UUID;

/** {@code task.remind}: says that it is time. The orchestrator knows whether the task still wants to be reminded of, and does it once. */
@ApplicationScoped
class RemindOfTask implements JobHandler<RemindOfTask.Input> {
    private static final Service SERVICE = Service.ORCHESTRATOR;
    private static final JobType<Input> TYPE = JobType.internal(
            "task.remind",
            Input.class,
            new JobType.Defaults(
                    "notify",
                    Priority.HIGH,
                    50,
                    Duration.ofSeconds(30),
                    new RetryPolicy(Duration.ofSeconds(1), Duration.ofMinutes(5))));

    @RegisterForReflection
    record Input(@NotNull UUID taskId, @NotNull Instant at) {}

    private final ServiceCalls services;

    RemindOfTask(ServiceCalls services) {
        this.services = services;
    }

    @Override
    public JobType<Input> type() {
        return TYPE;
    }

    @Override
    public JobResult handle(JobContext context, Input input) throws InterruptedException {
        var body = "{\"at\":\"%s\"}".formatted(input.at());
        var path = "/internal/tasks/" + input.taskId() + "/reminders";
        var message = ServiceCalls.Message.internal(SERVICE, path, body);
        return Verdict.on(SERVICE, services.post(context, message));
    }
}
