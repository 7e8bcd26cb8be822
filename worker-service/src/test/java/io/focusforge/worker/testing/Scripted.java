package io.focusforge.worker.testing;

import io.focusforge.worker.handler.JobContext;
import io.focusforge.worker.handler.JobHandler;
import io.focusforge.worker.handler.JobType;
import io.focusforge.worker.job.JobResult;
import io.focusforge.worker.job.Priority;
import io.focusforge.worker.job.RetryPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.constraints.NotEmpty;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** A type of job that does in each attempt what its payload says. */
@ApplicationScoped
public class Scripted implements JobHandler<Scripted.Input> {
    private static final JobType<Input> TYPE = JobType.open(
            "test.scripted",
            Input.class,
            new JobType.Defaults(
                    "default",
                    Priority.NORMAL,
                    3,
                    Duration.ofSeconds(4),
                    new RetryPolicy(Duration.ofMillis(20), Duration.ofMillis(50))));

    public record Input(@NotEmpty List<Step> steps) {}

    public enum Step {
        DONE,
        RETRY,
        RETRY_IN_AN_HOUR,
        FAIL,
        THROW,
        HANG
    }

    private final Set<UUID> hanging = ConcurrentHashMap.newKeySet();
    private final Set<UUID> interrupted = ConcurrentHashMap.newKeySet();

    @Override
    public JobType<Input> type() {
        return TYPE;
    }

    public boolean isHanging(UUID job) {
        return hanging.contains(job);
    }

    public boolean wasInterrupted(UUID job) {
        return interrupted.contains(job);
    }

    @Override
    public JobResult handle(JobContext context, Input input) throws InterruptedException {
        var step = input.steps().get(Math.min(context.attempt(), input.steps().size()) - 1);
        return switch (step) {
            case DONE -> JobResult.done();
            case RETRY -> JobResult.retry("away", "It is away.");
            case RETRY_IN_AN_HOUR -> new JobResult.Retry("away", "It is away.", Duration.ofHours(1));
            case FAIL -> JobResult.failed("gone", "It is gone.");
            case THROW -> throw new IllegalStateException("the password is swordfish");
            case HANG -> hang(context.job().id());
        };
    }

    private JobResult hang(UUID job) throws InterruptedException {
        hanging.add(job);
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            interrupted.add(job);
            throw e;
        }
        return JobResult.done();
    }
}
