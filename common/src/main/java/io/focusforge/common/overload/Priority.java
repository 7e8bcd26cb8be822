package io.focusforge.common.overload;

import java.util.Locale;

/** How urgent a request is. The first to wait, and the last to be sent away, is {@link #HIGH}. */
public enum Priority {
    /** For callers with the right to it. */
    HIGH(2, 1),
    /** Somebody waits for the answer. */
    NORMAL(1, 7 / 8.0),
    /** Nobody waits for it: jobs, indexing. */
    LOW(0.5, 1 / 2.0);

    /** The header with which a caller says it. */
    public static final String HEADER = "x-focusforge-priority";

    private final double shareOfFree;
    private final double shareOfRoom;

    Priority(double shareOfFree, double shareOfRoom) {
        this.shareOfFree = shareOfFree;
        this.shareOfRoom = shareOfRoom;
    }

    /**
     * What a caller gets of what it asks for. Everybody may stand back; what is not understood is normal.
     *
     * @param header null when the caller does not say
     * @param mayBeHigh whether the caller has the right to go first
     */
    public static Priority of(String header, boolean mayBeHigh) {
        if (header == null) {
            return NORMAL;
        }
        return switch (header.strip().toLowerCase(Locale.ROOT)) {
            case "high" -> mayBeHigh ? HIGH : NORMAL;
            case "low" -> LOW;
            default -> NORMAL;
        };
    }

    /** As the header and the metrics have it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How many of these places may be taken: a quarter is kept from those who are not in a hurry. */
    int within(int limit) {
        return this == LOW ? limit - limit / 4 : limit;
    }

    /** How many may wait, all priorities together, for one more of this to wait too: the last places are for the urgent. */
    double waiting(int most) {
        return shareOfRoom * most;
    }

    /**
     * How many of one tenant may wait while so many places are free to wait in. Dynamic thresholds (Choudhury and Hahne, Dynamic Queue Length
     * Thresholds for Shared-Memory Packet Switches, 1998): one tenant alone never takes the last place, and there is always room for one more.
     */
    double waitingPerTenant(int free) {
        return shareOfFree * free;
    }
}
