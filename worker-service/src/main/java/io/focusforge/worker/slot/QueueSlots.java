package io.focusforge.worker.slot;

/** A queue that this process serves, and how many of its jobs run at once; written {@code queue:slots}. */
public record QueueSlots(String queue, int slots) {
    public QueueSlots {
        if (queue.isBlank() || slots < 1 || slots > 10_000) {
            throw new IllegalArgumentException("a queue has a name and 1 to 10000 slots");
        }
    }

    /** Used by the configuration. */
    public static QueueSlots of(String text) {
        var parts = text.split(":", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException("'" + text + "' is not of the form queue:slots");
        }
        return new QueueSlots(parts[0].strip(), Integer.parseInt(parts[1].strip()));
    }
}
