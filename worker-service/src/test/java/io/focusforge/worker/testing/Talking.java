package io.focusforge.worker.testing;

import io.focusforge.worker.handler.JobContext;
import io.focusforge.worker.handler.JobHandler;
import io.focusforge.worker.handler.JobType;
import io.focusforge.worker.job.JobResult;
import io.focusforge.worker.job.Priority;
import io.focusforge.worker.job.RetryPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** A type of job that says what its payload says, and waits in between until a test lets it go on. */
@ApplicationScoped
public class Talking implements JobHandler<Talking.Input> {
    private static final JobType<Input> TYPE = JobType.open(
            "sample.talking",
            Input.class,
            new JobType.Defaults(
                    "default",
                    Priority.NORMAL,
                    2,
                    Duration.ofSeconds(30),
                    new RetryPolicy(Duration.ofMillis(20), Duration.ofMillis(50))));

    public record Input(@NotEmpty List<@NotNull Step> script) {}

    /** {@code text} is of progress and log; {@code number} the percentage, or how many lines. */
    public record Step(@NotNull Kind kind, int number, String text) {}

    public enum Kind {
        PROGRESS,
        LOG,
        HOLD,
        IGNORE_INTERRUPTS,
        FAIL_THE_FIRST_TIME
    }

    private final Map<UUID, CountDownLatch> held = new ConcurrentHashMap<>();

    public static Map<String, Object> job(Step... script) {
        return Map.of("type", "sample.talking", "payload", Map.of("script", List.of(script)));
    }

    public static Step progress(int percent, String message) {
        return new Step(Kind.PROGRESS, percent, message);
    }

    public static Step log(String line) {
        return new Step(Kind.LOG, 1, line);
    }

    public static Step logs(int lines, String line) {
        return new Step(Kind.LOG, lines, line);
    }

    public static Step step(Kind kind) {
        return new Step(kind, 0, null);
    }

    @Override
    public JobType<Input> type() {
        return TYPE;
    }

    public boolean isHeld(UUID job) {
        return held.containsKey(job);
    }

    public void release(UUID job) {
        held.get(job).countDown();
    }

    @Override
    public JobResult handle(JobContext context, Input input) throws InterruptedException {
        for (var step : input.script()) {
            switch (step.kind()) {
                case PROGRESS -> context.progress(step.number(), step.text());
                case LOG -> log(context, step);
                case HOLD -> hold(context.job().id()).await();
                case IGNORE_INTERRUPTS -> ignoreInterrupts(hold(context.job().id()));
                case FAIL_THE_FIRST_TIME -> {
                    if (context.attempt() == 1) {
                        return JobResult.retry("away", "It is away.");
                    }
                }
            }
        }
        return JobResult.done();
    }

    private static void log(JobContext context, Step step) {
        for (var i = 0; i < step.number(); i++) {
            context.log(step.text());
        }
    }

    private CountDownLatch hold(UUID job) {
        return held.computeIfAbsent(job, id -> new CountDownLatch(1));
    }

    private static void ignoreInterrupts(CountDownLatch until) {
        while (true) {
            try {
                until.await();
                return;
            } catch (InterruptedException e) {
                // Some libraries do this.
            }
        }
    }
}
