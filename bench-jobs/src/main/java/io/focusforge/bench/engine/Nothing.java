package io.focusforge.bench.engine;

import io.focusforge.worker.handler.JobContext;
import io.focusforge.worker.handler.JobHandler;
import io.focusforge.worker.handler.JobType;
import io.focusforge.worker.handler.JobType.Defaults;
import io.focusforge.worker.job.JobResult;
import io.focusforge.worker.job.Priority;
import io.focusforge.worker.job.RetryPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** A job that does nothing, or sleeps when it is told to. */
@ApplicationScoped
class Nothing implements JobHandler<Nothing.Input> {
    static final String NAME = "bench.nothing";
    private static final Defaults DEFAULTS = new Defaults(
            "default",
            Priority.NORMAL,
            3,
            Duration.ofMinutes(1),
            new RetryPolicy(Duration.ofSeconds(1), Duration.ofSeconds(10)));
    private static final JobType<Input> TYPE = JobType.open(NAME, Input.class, DEFAULTS);

    /**
     * @param addedAt {@link System#nanoTime} of the call that added the job, when its wait is to be measured
     * @param slow whether it takes as long as {@link Tally#duration} says; null for no
     */
    record Input(String text, Long addedAt, Boolean slow) {}

    private final Tally tally;

    Nothing(Tally tally) {
        this.tally = tally;
    }

    @Override
    public JobType<Input> type() {
        return TYPE;
    }

    @Override
    public JobResult handle(JobContext context, Input input) throws InterruptedException {
        if (input.addedAt() != null) {
            tally.waited(System.nanoTime() - input.addedAt());
        }
        if (Boolean.TRUE.equals(input.slow())) {
            Thread.sleep(tally.duration());
        }
        tally.ran();
        return JobResult.done();
    }
}
