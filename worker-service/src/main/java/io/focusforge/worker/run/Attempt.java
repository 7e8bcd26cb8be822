package io.focusforge.worker.run;

import io.focusforge.worker.finish.Ending;
import io.focusforge.worker.job.ClaimedJob;
import io.focusforge.worker.stream.ReadyMessage;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A job that is running here. Whoever settles it first decides what becomes of it: its handler by returning, the clock by running
 * out, the lease by being lost, or the process by stopping.
 */
final class Attempt {
    private final ClaimedJob job;
    private final ReadyMessage message;
    private final Instant started;
    private final Instant end;
    private final AtomicBoolean settled = new AtomicBoolean();
    private volatile Thread worker;

    /**
     * @param message null for a job that came without one
     * @param end when its time is up
     */
    Attempt(ClaimedJob job, ReadyMessage message, Instant started, Instant end) {
        this.job = job;
        this.message = message;
        this.started = started;
        this.end = end;
    }

    ClaimedJob job() {
        return job;
    }

    ReadyMessage message() {
        return message;
    }

    Instant started() {
        return started;
    }

    Instant end() {
        return end;
    }

    Ending.Held held() {
        return new Ending.Held(
                job.key(), job.fence(), job.type(), job.queue(), job.state().attempt(), job.traceparent());
    }

    /** @return whether it is still to be run */
    boolean runsOn(Thread thread) {
        worker = thread;
        return !settled.get();
    }

    /** @return whether the caller was first, and has to see to the job */
    boolean settle() {
        return settled.compareAndSet(false, true);
    }

    /** Settles it without its handler, which is interrupted. */
    boolean cutShort() {
        var first = settle();
        var thread = worker;
        if (first && thread != null) {
            thread.interrupt();
        }
        return first;
    }
}
