package io.focusforge.common.overload;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Those who wait, in the order of their priority, and among those alike tenant by tenant in turn. Every fourth turn belongs to the others first,
 * so that a flood of what is urgent does not starve the rest. Not for several threads at once.
 */
final class WaitingRoom {
    private static final int TURN_OF_OTHERS = 4;
    private static final Priority[] URGENT_FIRST = Priority.values();
    private static final Priority[] OTHERS_FIRST = {Priority.NORMAL, Priority.LOW, Priority.HIGH};

    private final int most;
    private final Map<Priority, Map<UUID, Deque<Waiter>>> waiting = new EnumMap<>(Priority.class);
    private int size;
    private int turns;

    WaitingRoom(int most) {
        this.most = most;
        for (var priority : URGENT_FIRST) {
            waiting.put(priority, new LinkedHashMap<>());
        }
    }

    int size() {
        return size;
    }

    /** Whether somebody waits who would be asked before a newcomer of this priority. */
    boolean hasBefore(Priority priority) {
        if (size == 0) {
            return false;
        }
        for (var other : URGENT_FIRST) {
            if (other.compareTo(priority) <= 0 && !waiting.get(other).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    boolean hasRoomFor(Applicant who) {
        var priority = who.priority();
        var queue = waiting.get(priority).get(who.tenant());
        var own = queue == null ? 0 : queue.size();
        return size < priority.waiting(most) && own < priority.waitingPerTenant(most - size);
    }

    void add(Waiter waiter) {
        var who = waiter.applicant();
        waiting.get(who.priority())
                .computeIfAbsent(who.tenant(), tenant -> new ArrayDeque<>())
                .add(waiter);
        size++;
    }

    /** @return null when nobody may go */
    Waiter next(Predicate<Priority> mayGo) {
        if (size == 0) {
            return null;
        }
        for (var priority : turns % TURN_OF_OTHERS == TURN_OF_OTHERS - 1 ? OTHERS_FIRST : URGENT_FIRST) {
            if (!waiting.get(priority).isEmpty() && mayGo.test(priority)) {
                turns++;
                return takeFirst(waiting.get(priority));
            }
        }
        return null;
    }

    /** @return false when it does not wait here */
    boolean remove(Waiter waiter) {
        var who = waiter.applicant();
        var tenants = waiting.get(who.priority());
        var queue = tenants.get(who.tenant());
        if (queue == null || !queue.remove(waiter)) {
            return false;
        }
        if (queue.isEmpty()) {
            tenants.remove(who.tenant());
        }
        size--;
        return true;
    }

    private Waiter takeFirst(Map<UUID, Deque<Waiter>> tenants) {
        var first = tenants.entrySet().iterator().next();
        var tenant = first.getKey();
        var queue = tenants.remove(tenant);
        var waiter = queue.poll();
        if (!queue.isEmpty()) {
            tenants.put(tenant, queue);
        }
        size--;
        return waiter;
    }
}
