package io.focusforge.worker.job;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;

/** A queue has a stream for each. */
public enum Priority {
    @JsonProperty("high")
    HIGH,
    @JsonProperty("normal")
    NORMAL,
    @JsonProperty("low")
    LOW;

    private static final List<Priority> ALL = List.of(values());

    /** As it is stored: the smaller, the sooner. */
    public int rank() {
        return ordinal();
    }

    public static Priority ofRank(int rank) {
        return ALL.get(rank);
    }

    /** Soonest first. */
    public static List<Priority> all() {
        return ALL;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
