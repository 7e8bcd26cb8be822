package io.focusforge.worker.rollup;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.worker.handler.JobContext;
import io.focusforge.worker.handler.JobHandler;
import io.focusforge.worker.handler.JobType;
import io.focusforge.worker.job.JobResult;
import io.focusforge.worker.job.Priority;
import io.focusforge.worker.job.RetryPolicy;
import io.focusforge.worker.routine.Routines;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** {@code analytics.rollup}: counts anew, and asks for itself in each period. */
@ApplicationScoped
class RollUp implements JobHandler<RollUp.Input> {
    private static final JobType<Input> TYPE = JobType.internal(
            "analytics.rollup",
            Input.class,
            new JobType.Defaults(
                    "default",
                    Priority.LOW,
                    3,
                    Duration.ofMinutes(10),
                    new RetryPolicy(Duration.ofSeconds(10), Duration.ofMinutes(1))));

    @RegisterForReflection
    record Input() {}

    private final RollupStore store;
    private final TenantDatabase database;
    private final Routines routines;
    private final RollupConfig config;

    RollUp(RollupStore store, TenantDatabase database, Routines routines, RollupConfig config) {
        this.store = store;
        this.database = database;
        this.routines = routines;
        this.config = config;
    }

    @Override
    public JobType<Input> type() {
        return TYPE;
    }

    @Override
    public JobResult handle(JobContext context, Input input) {
        database.acrossTenants(connection -> {
            store.refresh(connection, config.timeout());
            return input;
        });
        return JobResult.done();
    }

    @Scheduled(
            every = "{focusforge.rollup.every}",
            delayed = "1m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void tick() {
        routines.ask(TYPE, DurationConverter.parseDuration(config.every()));
    }
}
