package io.focusforge.cluster.load;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** A kind of request, so many times a second. */
final class Pace {
    private final Kind kind;
    private final long interval;
    private final Phaser underWay = new Phaser(1);
    private Tally tally;
    private Thread thread;
    private Map<String, Integer> checked = Map.of();
    private volatile boolean stopped;

    Pace(Kind kind, double perSecond) {
        this.kind = kind;
        this.interval = (long) (1e9 / perSecond);
    }

    void start() {
        tally = new Tally();
        thread = Thread.ofPlatform().name(kind.name()).start(this::run);
    }

    private void run() {
        var next = System.nanoTime();
        while (!stopped) {
            underWay.register();
            Thread.ofVirtual().start(this::ask);
            next += interval;
            long wait;
            while (!stopped && (wait = next - System.nanoTime()) > 0) {
                LockSupport.parkNanos(wait);
            }
        }
    }

    private void ask() {
        var sent = System.nanoTime();
        try {
            kind.ask();
            tally.succeeded(sent);
        } catch (IOException | RuntimeException e) {
            tally.failed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            underWay.arriveAndDeregister();
        }
    }

    void stop() {
        stopped = true;
        LockSupport.unpark(thread);
    }

    void awaitEnd(Duration within) throws InterruptedException {
        thread.join();
        try {
            underWay.awaitAdvanceInterruptibly(underWay.arrive(), within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            tally.failed(e);
        }
        checked = kind.check(within);
    }

    String json() {
        return "\"%s\":%s".formatted(kind.name(), tally.json(checked));
    }
}
