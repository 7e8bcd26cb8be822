package io.focusforge.worker.intake;

import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.worker.job.Job;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Lets single jobs in together: those that come while a transaction is under way share the next one, and so its commit. One at a time: two
 * under way share less, and cost Postgres half as much again. For jobs that depend on nothing which is stored already.
 */
@ApplicationScoped
class SharedCommit {
    private static final int AT_ONCE = 500;
    private static final int WAITING = 5_000;
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private record Waiting(Job job, CompletableFuture<Void> committed) {}

    private final Admission admission;
    private final Duration patience;
    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(WAITING);
    private Thread loop;

    @Inject
    SharedCommit(Admission admission) {
        this(admission, TIMEOUT);
    }

    SharedCommit(Admission admission, Duration patience) {
        this.admission = admission;
        this.patience = patience;
    }

    void start(@Observes StartupEvent event) {
        loop = Thread.ofVirtual().name("shared-commit").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) {
        loop.interrupt();
    }

    /** Returns when the job is kept; otherwise it is not, but for {@link ErrorCode#UNAVAILABLE}, after which it may be. */
    void accept(Job job) {
        var waiting = new Waiting(job, new CompletableFuture<>());
        if (!queue.offer(waiting)) {
            throw new ProblemException(ErrorCode.OVERLOADED, "Too many jobs are coming in at once. Try again.")
                    .retryAfter(RETRY_AFTER);
        }
        try {
            waiting.committed()
                    .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException e) {
            throw switch (e.getCause()) {
                case TimeoutException late -> notInTime();
                case RuntimeException cause -> cause;
                default -> e;
            };
        }
    }

    private static ProblemException notInTime() {
        return new ProblemException(
                        ErrorCode.UNAVAILABLE,
                        "The job was not stored in time, and may still be. Send it again with the same Idempotency-Key.")
                .retryAfter(RETRY_AFTER);
    }

    private void run() {
        try {
            while (true) {
                var together = new ArrayList<Waiting>();
                together.add(queue.take());
                queue.drainTo(together, AT_ONCE - 1);
                commit(together);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** When they cannot be stored together, each is tried alone: none is refused for the sake of another. */
    private void commit(List<Waiting> together) {
        try {
            store(together);
        } catch (ProblemException e) {
            together.forEach(one -> one.committed().completeExceptionally(e));
        } catch (RuntimeException e) {
            if (together.size() == 1) {
                together.getFirst().committed().completeExceptionally(e);
            } else {
                together.forEach(one -> commit(List.of(one)));
            }
        }
    }

    private void store(List<Waiting> together) {
        admission.together(together.stream().map(Waiting::job).toList());
        together.forEach(one -> one.committed().complete(null));
    }
}
