package io.focusforge.worker.slot;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The slots of one queue in this process. An eighth of them is kept for tenants of which nothing runs here, so that a job of theirs finds
 * one while another tenant keeps all others busy.
 */
public final class Slots {
    private static final int KEPT = 8;

    private final String queue;
    private final int all;
    private final Semaphore free;
    private final Semaphore kept;
    /** How many of those that are kept have been taken. */
    private final AtomicInteger lent = new AtomicInteger();

    private final Map<UUID, Integer> running = new ConcurrentHashMap<>();
    private final Runnable given;

    /** @param given called when slots have become free */
    public Slots(QueueSlots queue, Runnable given) {
        this.queue = queue.queue();
        this.all = queue.slots();
        this.kept = new Semaphore(all / KEPT);
        this.free = new Semaphore(all - all / KEPT);
        this.given = given;
    }

    public String queue() {
        return queue;
    }

    public int all() {
        return all;
    }

    public int free() {
        return free.availablePermits() + kept.availablePermits();
    }

    /** Takes one, waiting for it. */
    public void await() throws InterruptedException {
        free.acquire();
    }

    /** Takes so many, or at least half of all, waiting for them. @return how many were taken */
    int await(int slots, Duration atMost) {
        var enough = Math.clamp(slots, 1, Math.max(1, all / 2));
        try {
            return free.tryAcquire(enough, atMost.toNanos(), TimeUnit.NANOSECONDS) ? enough : 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
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

    /** Takes one, if need be of those that are kept. For a tenant of which nothing runs here. */
    boolean takeFirst() {
        if (free.tryAcquire()) {
            return true;
        }
        if (kept.tryAcquire()) {
            lent.incrementAndGet();
            return true;
        }
        return false;
    }

    boolean runs(UUID tenant) {
        return running.containsKey(tenant);
    }

    /** A slot that was taken is used from now on. */
    public void begin(UUID tenant) {
        running.merge(tenant, 1, Integer::sum);
    }

    /** Gives back a slot that was used. */
    public void end(UUID tenant) {
        running.computeIfPresent(tenant, (known, jobs) -> jobs == 1 ? null : Integer.valueOf(jobs - 1));
        give(1);
    }

    /** Gives back what was taken for jobs that turned out to be somebody else's. */
    public void give(int slots) {
        if (slots > 0) {
            putBack(slots);
            given.run();
        }
    }

    /** Gives back what was not needed. */
    public void putBack(int slots) {
        var returned = Math.min(slots, lent.getAndUpdate(out -> Math.max(0, out - slots)));
        kept.release(returned);
        free.release(slots - returned);
    }
}
