package io.focusforge.worker.export;

import io.focusforge.common.outbox.OutboxConfig;
import io.focusforge.worker.handler.JobContext;
import io.focusforge.worker.handler.JobHandler;
import io.focusforge.worker.handler.JobType;
import io.focusforge.worker.job.JobResult;
import io.focusforge.worker.job.Priority;
import io.focusforge.worker.job.RetryPolicy;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** {@code events.export}. An attempt that is cut short has exported what it has; the next goes on from there. */
@ApplicationScoped
class ExportEvents implements JobHandler<ExportEvents.Input> {
    static final JobType<Input> TYPE = JobType.internal(
            "events.export",
            Input.class,
            new JobType.Defaults(
                    "default",
                    Priority.LOW,
                    10,
                    Duration.ofMinutes(10),
                    new RetryPolicy(Duration.ofSeconds(1), Duration.ofMinutes(1))));

    @RegisterForReflection
    record Input() {}

    private final Exporter exporter;
    private final OutboxConfig outbox;

    ExportEvents(Exporter exporter, OutboxConfig outbox) {
        this.exporter = exporter;
        this.outbox = outbox;
    }

    @Override
    public JobType<Input> type() {
        return TYPE;
    }

    @Override
    public JobResult handle(JobContext context, Input input) throws InterruptedException {
        for (var shard = 0; shard < outbox.eventShards(); shard++) {
            while (exporter.exportBatch(shard) > 0) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
        }
        return JobResult.done();
    }
}
