package io.focusforge.orchestrator.creation;

import io.focusforge.orchestrator.task.Task;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** Runs sagas beside the requests that began them: so many at once, and no queue behind them. */
@ApplicationScoped
class InlineAnalyses {
    private static final Logger LOG = Logger.getLogger(InlineAnalyses.class);

    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("analysis-", 0).factory());
    private final Semaphore places;
    private final SagaRunner runner;
    private final Duration wait;

    InlineAnalyses(SagaRunner runner, CreationConfig config) {
        this.runner = runner;
        this.places = new Semaphore(config.inlineAnalyses());
        this.wait = config.analysisWait();
    }

    /** Who gets a place must run or give it back. */
    boolean takePlace() {
        return places.tryAcquire();
    }

    void giveBack() {
        places.release();
    }

    /** In a place that was taken. @return the analysed task, if it was waited for and done in time; it goes on when not */
    Optional<Task> run(Saga saga, Task task, boolean waits) {
        var running = CompletableFuture.supplyAsync(() -> runner.run(saga, task, SagaRunner.Origin.REQUEST), threads);
        var unused = running.whenComplete((recorded, failure) -> {
            giveBack();
            if (failure != null) {
                LOG.errorf(failure, "Analysing task %s has failed; the worker will try again", task.id());
            }
        });
        return waits ? await(running) : Optional.empty();
    }

    private Optional<Task> await(CompletableFuture<SagaRunner.Recorded> running) {
        try {
            return Optional.of(
                    running.get(wait.toMillis(), TimeUnit.MILLISECONDS).task());
        } catch (TimeoutException | ExecutionException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }
}
