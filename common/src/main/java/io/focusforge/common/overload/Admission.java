package io.focusforge.common.overload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.IntSupplier;

/**
 * Lets so many in at once as a limit says that changes while it goes on; some more wait, and all others are sent away at once. For any thread;
 * nothing waits in here.
 *
 * <pre>
 *   enter ─► admitted ───────────► leave
 *     ├────► waiting ─► admitted ─► leave
 *     │         └─────► gave up (shed)
 *     └────► shed
 * </pre>
 */
public final class Admission {
    private final IntSupplier limit;
    private final Duration maxWait;
    private final WaitingRoom room;
    private final AtomicLongArray shed = new AtomicLongArray(Priority.values().length);
    private int underWay;

    /**
     * @param limit how many may be in at once; not less than one
     * @param maxWaiting how many may wait
     * @param maxWait how long they are going to wait, which their callers see to
     */
    public Admission(IntSupplier limit, int maxWaiting, Duration maxWait) {
        this.limit = limit;
        this.maxWait = maxWait;
        this.room = new WaitingRoom(maxWaiting);
    }

    public synchronized Entry enter(Applicant who) {
        var priority = who.priority();
        if (hasPlaceFor(priority) && !room.hasBefore(priority)) {
            underWay++;
            return Entry.Admitted.NOW;
        }
        if (!room.hasRoomFor(who)) {
            return shed(priority);
        }
        var waiter = new Waiter(this, who);
        room.add(waiter);
        return new Entry.Waiting(waiter);
    }

    /** Whether somebody who asked now would get a place, or wait for one. */
    public synchronized boolean takes(Applicant who) {
        var priority = who.priority();
        return hasPlaceFor(priority) && !room.hasBefore(priority) || room.hasRoomFor(who);
    }

    /** As {@link #enter}, but nobody waits: for who can go elsewhere. */
    public synchronized Entry tryEnter(Applicant who) {
        var priority = who.priority();
        if (hasPlaceFor(priority) && !room.hasBefore(priority)) {
            underWay++;
            return Entry.Admitted.NOW;
        }
        return shed(priority);
    }

    /** Gives a place back, to those who wait for one. */
    public void leave() {
        for (var next : afterLeaving()) {
            next.turn().complete(null);
        }
    }

    /** Counts one that waited in vain. */
    public Entry.Shed shed(Priority priority) {
        shed.incrementAndGet(priority.ordinal());
        return new Entry.Shed(retryAfter(priority));
    }

    public synchronized int underWay() {
        return underWay;
    }

    public synchronized int waiting() {
        return room.size();
    }

    public int limit() {
        return limit.getAsInt();
    }

    public Duration maxWait() {
        return maxWait;
    }

    /** How many of this priority were sent away. */
    public long shedOf(Priority priority) {
        return shed.get(priority.ordinal());
    }

    synchronized boolean giveUp(Waiter waiter) {
        return room.remove(waiter);
    }

    private synchronized List<Waiter> afterLeaving() {
        underWay--;
        List<Waiter> admitted = List.of();
        for (var next = room.next(this::hasPlaceFor); next != null; next = room.next(this::hasPlaceFor)) {
            admitted = admitted.isEmpty() ? new ArrayList<>() : admitted;
            admitted.add(next);
            underWay++;
        }
        return admitted;
    }

    private boolean hasPlaceFor(Priority priority) {
        return underWay < Math.max(1, priority.within(limit.getAsInt()));
    }

    /** Later for what is less urgent, and not for all at the same time. */
    private Duration retryAfter(Priority priority) {
        var least = Math.max(100, maxWait.toMillis()) * (1 + priority.ordinal());
        return Duration.ofMillis(least + ThreadLocalRandom.current().nextLong(least));
    }
}
