package io.focusforge.worker.schedule;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What becomes of the times that passed while nobody looked. */
public enum CatchUp {
    @JsonProperty("skip")
    SKIP,
    /** The first of them fires, unless a time that is not late fires anyway. */
    @JsonProperty("one")
    ONE,
    /** All of them fire, up to {@link Due#MOST}. */
    @JsonProperty("all")
    ALL;

    static CatchUp of(String stored) {
        return valueOf(stored.toUpperCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
