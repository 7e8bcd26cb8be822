package io.focusforge.worker.run;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Does something again and again, on a virtual thread, until it is stopped. */
final class Ticker {
    private final String name;
    private final Duration interval;
    private final Runnable work;
    private final Semaphore stopped = new Semaphore(0);

    Ticker(String name, Duration interval, Runnable work) {
        this.name = name;
        this.interval = interval;
        this.work = work;
    }

    void start() {
        Thread.ofVirtual().name(name).start(this::run);
    }

    void stop() {
        stopped.release();
    }

    private void run() {
        try {
            while (!stopped.tryAcquire(interval.toMillis(), TimeUnit.MILLISECONDS)) {
                work.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
