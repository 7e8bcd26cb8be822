package io.focusforge.memory.backlog;

import java.time.Duration;

/**
 * A thread that works through what is pending: what is announced in this process at once, and now and then what the store says nobody has
 * announced, such as that of a replica that died. Where asking the store is slow it is done less often, so that it takes at most a twentieth of
 * the time.
 */
public final class BacklogLoop {
    private static final int SHARE_OF_TIME = 20;
    private static final Duration STOP = Duration.ofSeconds(5);

    private final String name;
    private final Duration pollInterval;
    private final Work work;
    private volatile Thread thread;
    private volatile boolean running;
    private long nextPoll = System.nanoTime();

    public BacklogLoop(String name, Duration pollInterval, Work work) {
        this.name = name;
        this.pollInterval = pollInterval;
        this.work = work;
    }

    /** What is done; all of it by the one thread. */
    public interface Work {
        /**
         * Does what was announced, after waiting for it.
         *
         * @return whether the store has more that should not wait for the next poll
         */
        boolean announced(Duration waiting) throws InterruptedException;

        /**
         * Does what the store has.
         *
         * @return how long the store was asked, without the work
         */
        Duration stored();

        /** Says that something has failed, which is tried again. @return how long to wait before that */
        Duration failed(RuntimeException failure);
    }

    public void start() {
        running = true;
        thread = Thread.ofVirtual().name(name).start(this::run);
    }

    public void stop() throws InterruptedException {
        running = false;
        thread.interrupt();
        thread.join(STOP);
    }

    public boolean isRunning() {
        return running;
    }

    /** Of the thread of the loop: waits, and then begins with what the store has. */
    public void pause(Duration wait) {
        nextPoll = System.nanoTime();
        try {
            Thread.sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (running) {
            try {
                step();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                if (running) {
                    pause(work.failed(e));
                }
            }
        }
    }

    private void step() throws InterruptedException {
        var more = work.announced(Duration.ofNanos(Math.max(0, nextPoll - System.nanoTime())));
        if (more || System.nanoTime() >= nextPoll) {
            nextPoll = Long.MAX_VALUE;
            var asking = work.stored().toNanos();
            var wait = Math.max(pollInterval.toNanos(), asking * SHARE_OF_TIME);
            nextPoll = Math.min(nextPoll, System.nanoTime() + wait);
        }
    }
}
