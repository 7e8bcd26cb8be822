package io.focusforge.worker.slot;

import java.util.HashMap;
import java.util.Map;

/** The local slots that a transaction has taken. Those that it did not use are put back when it is closed. Of one thread. */
public final class Seats implements AutoCloseable {
    private final LocalSlots local;
    private final Map<String, Slots> known = new HashMap<>();
    private final Map<String, Integer> unused = new HashMap<>();

    public Seats(LocalSlots local) {
        this.local = local;
    }

    /** @return how many were taken, at most as many as asked for */
    public int take(String queue, int most) {
        return local.of(queue).map(slots -> take(slots, most)).orElse(0);
    }

    /** One of those that were taken. Whoever uses it gives it back. */
    public Slots use(String queue) {
        unused.merge(queue, -1, Integer::sum);
        return known.get(queue);
    }

    @Override
    public void close() {
        unused.forEach((queue, slots) -> known.get(queue).putBack(slots));
        unused.clear();
    }

    private int take(Slots slots, int most) {
        var taken = slots.take(most);
        known.put(slots.queue(), slots);
        unused.merge(slots.queue(), taken, Integer::sum);
        return taken;
    }
}
