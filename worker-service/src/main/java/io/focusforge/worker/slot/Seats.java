package io.focusforge.worker.slot;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/** The local slots that a transaction has taken. Those that it did not use are put back when it is closed. Of one thread. */
public final class Seats implements AutoCloseable {
    private final LocalSlots local;
    private final Map<String, Row> rows = new HashMap<>();

    /** Slots of one queue: taken are those that were not used yet, and of these some are promised. */
    private static final class Row {
        private final Slots slots;
        private int taken;
        private int promised;

        private Row(Slots slots) {
            this.slots = slots;
        }

        private boolean promise(BooleanSupplier takeOne) {
            if (taken == promised) {
                if (!takeOne.getAsBoolean()) {
                    return false;
                }
                taken++;
            }
            promised++;
            return true;
        }
    }

    public Seats(LocalSlots local) {
        this.local = local;
    }

    /** @return how many were taken, at most as many as asked for */
    public int take(String queue, int most) {
        var row = row(queue);
        if (row == null) {
            return 0;
        }
        var more = row.slots.take(most);
        row.taken += more;
        row.promised += more;
        return more;
    }

    /** Takes so many to be {@link #promise promised} later, as soon as they are free. */
    public void await(String queue, int slots, Duration atMost) {
        var row = row(queue);
        if (row != null) {
            row.taken += row.slots.await(slots, atMost);
        }
    }

    /** @return whether there is one for a job */
    public boolean promise(String queue) {
        var row = row(queue);
        return row != null && row.promise(() -> row.slots.take(1) == 1);
    }

    /** @return whether there is one for the first job of a tenant that runs here; slots are kept for those */
    public boolean promiseFirst(String queue, UUID tenant) {
        var row = row(queue);
        return row != null && !row.slots.runs(tenant) && row.promise(row.slots::takeFirst);
    }

    /** One of those that were taken. Whoever uses it gives it back. */
    public Slots use(String queue) {
        var row = rows.get(queue);
        row.taken--;
        row.promised--;
        return row.slots;
    }

    @Override
    public void close() {
        rows.values().forEach(row -> row.slots.putBack(row.taken));
        rows.clear();
    }

    private Row row(String queue) {
        return rows.computeIfAbsent(queue, name -> local.of(name).map(Row::new).orElse(null));
    }
}
