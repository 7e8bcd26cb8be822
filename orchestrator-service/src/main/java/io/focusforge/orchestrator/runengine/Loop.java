package io.focusforge.orchestrator.runengine;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Does something again and again on a thread of its own; what fails is tried again the next time. */
final class Loop {
    private static final Logger LOG = Logger.getLogger(Loop.class);

    private final String name;
    private final Duration interval;
    private final Runnable work;
    private final Semaphore early = new Semaphore(0);
    private boolean works = true;
    private Thread thread;

    Loop(String name, Duration interval, Runnable work) {
        this.name = name;
        this.interval = interval;
        this.work = work;
    }

    void start() {
        thread = Thread.ofVirtual().name(name).start(this::run);
    }

    void stop() {
        thread.interrupt();
    }

    /** Does not wait for its time. */
    void wake() {
        early.release();
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                tryToWork();
                early.tryAcquire(interval.toMillis(), TimeUnit.MILLISECONDS);
                early.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tryToWork() {
        try {
            work.run();
            works = true;
        } catch (RuntimeException e) {
            if (works && !Thread.currentThread().isInterrupted()) {
                LOG.warnf("%s has failed, trying again: %s", name, e);
            }
            works = false;
        }
    }
}
