package io.focusforge.worker.slot;

import java.util.concurrent.Semaphore;

/** The slots of one queue in this process. */
public final class Slots {
    private final String queue;
    private final int all;
    private final Semaphore free;
    private final Runnable given;

    /** @param given called when slots have become free */
    public Slots(QueueSlots queue, Runnable given) {
        this.queue = queue.queue();
        this.all = queue.slots();
        this.free = new Semaphore(all);
        this.given = given;
    }

    public String queue() {
        return queue;
    }

    public int all() {
        return all;
    }

    public int free() {
        return Math.max(0, free.availablePermits());
    }

    /** Takes one, waiting for it. */
    public void await() throws InterruptedException {
        free.acquire();
    }

    /** @return how many were taken; at most as many as asked for, without waiting */
    public int take(int most) {
        while (most > 0) {
            var now = Math.min(most, free.availablePermits());
            if (now <= 0) {
                return 0;
            }
            if (free.tryAcquire(now)) {
                return now;
            }
        }
        return 0;
    }

    /** Gives back what was not needed. */
    public void putBack(int slots) {
        free.release(slots);
    }

    /** Gives back what has been used. */
    public void give(int slots) {
        if (slots > 0) {
            free.release(slots);
            given.run();
        }
    }
}
