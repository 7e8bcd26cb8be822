package io.focusforge.orchestrator.appointment;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/**
 * What a calendar file says.
 *
 * @param sources all entries that have an id, also those that are not taken
 * @param skipped entries that are not taken, and why
 */
record CalendarContent(int entries, Set<UUID> sources, List<Occurrence> occurrences, List<Skipped> skipped) {
    /** An entry that is not taken. @param uid absent for none */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Skipped(String uid, Reason reason) {}

    /** Why not. */
    public enum Reason {
        /** It is without an id, or without a beginning that can be read. */
        INCOMPLETE,
        CANCELLED,
        /** It does not make anybody busy, or takes no time. */
        FREE,
        /** It is over, or comes only behind the horizon. */
        OUT_OF_SIGHT,
        /** It takes more than 31 days. */
        TOO_LONG,
        /** It comes more often than once a day, or by a rule that lets too much through. */
        TOO_OFTEN;

        @JsonValue
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
