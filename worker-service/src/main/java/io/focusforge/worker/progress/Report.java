package io.focusforge.worker.progress;

import io.focusforge.worker.handler.JobReport;
import io.focusforge.worker.job.JobKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * What one attempt has said and is not stored yet: the newest progress, and as many lines as are kept of a job. Closing it waits for a while until all is
 * stored, so that whoever sees that the job has ended can see its last words too.
 */
public final class Report implements JobReport, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration WORTH_STORING = Duration.ofMinutes(1);

    /** The attempt; {@code fence} is higher in every later one of the same job. */
    record Source(JobKey job, long fence, int attempt) {}

    record Said(Instant at, String line) {}

    /** What is stored at once; {@code progress} may be null, and {@code said} counts the lines that came too fast to be kept as well. */
    record Part(Source source, Progress progress, List<Said> lines, int said) {}

    private final Source source;
    private final ProgressConfig config;
    private final Clock clock;
    private final Consumer<Report> news;
    private final Deque<Said> lines = new ArrayDeque<>();
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private boolean pending;
    private int said;
    private Progress progress;
    private Instant storedAt = Instant.MIN;
    private Instant closedAt;

    /** @param news called when there is something to store, and again when it should be stored at once */
    Report(Source source, ProgressConfig config, Clock clock, Consumer<Report> news) {
        this.source = source;
        this.config = config;
        this.clock = clock;
        this.news = news;
    }

    Source source() {
        return source;
    }

    @Override
    public void progress(int percent, String message) {
        var now = new Progress(percent, message, source.attempt(), clock.instant());
        say(() -> progress = now);
    }

    @Override
    public void log(String line) {
        var now = new Said(clock.instant(), Line.of(line, config.maxLineLength()));
        say(() -> {
            lines.addLast(now);
            said++;
            trim();
        });
    }

    @Override
    public void close() {
        synchronized (this) {
            if (!pending) {
                return;
            }
            closedAt = clock.instant();
        }
        news.accept(this);
        try {
            done.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException e) {
            // It is stored as soon as it can be; what matters more is the job's end.
        }
    }

    synchronized boolean isDue(Instant now) {
        return closedAt != null || !now.isBefore(storedAt.plus(config.storeEvery()));
    }

    synchronized Part take(Instant now) {
        var part = new Part(source, progress, List.copyOf(lines), said);
        progress = null;
        said = 0;
        lines.clear();
        storedAt = now;
        return part;
    }

    /** What was taken is stored. @return whether that was all */
    synchronized boolean stored() {
        pending = progress != null || !lines.isEmpty();
        if (!pending) {
            done.complete(null);
        }
        return !pending;
    }

    /** What was taken could not be stored. @return whether it is worth another try */
    synchronized boolean giveBack(Part part) {
        progress = progress == null ? part.progress() : progress;
        part.lines().reversed().forEach(lines::addFirst);
        said += part.said();
        trim();
        return closedAt == null || clock.instant().isBefore(closedAt.plus(WORTH_STORING));
    }

    private void say(Runnable what) {
        boolean first;
        synchronized (this) {
            first = !pending;
            pending = true;
            what.run();
        }
        if (first) {
            news.accept(this);
        }
    }

    private void trim() {
        while (lines.size() > config.maxLines()) {
            lines.removeFirst();
        }
    }
}
