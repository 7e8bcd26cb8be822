package io.focusforge.worker.schedule;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What becomes of a time at which the last job has not ended yet. */
public enum Overlap {
    @JsonProperty("skip")
    SKIP,
    /** It waits, behind those that wait already, up to {@link Due#MOST}. */
    @JsonProperty("queue")
    QUEUE,
    /** The last job is cancelled. */
    @JsonProperty("replace")
    REPLACE;

    static Overlap of(String stored) {
        return valueOf(stored.toUpperCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
