package io.focusforge.orchestrator.projection;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;

/**
 * A rebuild in an answer.
 *
 * @param state {@code clearing}, {@code building}, {@code catching_up}, {@code tidying}, {@code done} or {@code failed}
 * @param events read so far
 * @param tasks made so far
 * @param lag what has happened since it was begun, or since it has caught up last, and is not in it yet; absent once it was put in place
 * @param difference in what the new rows were other than the old ones; absent before they were put in their place
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RebuildView(
        UUID id,
        String projection,
        String state,
        long events,
        long tasks,
        Lag lag,
        Rebuild.Difference difference,
        Instant startedAt,
        Instant switchedAt,
        Instant endedAt) {
    /** @param events up to 10,000 */
    public record Lag(long events, long seconds) {}

    static RebuildView of(Rebuild rebuild, Streams.Lag lag) {
        return new RebuildView(
                rebuild.id(),
                "tasks",
                rebuild.state().text(),
                rebuild.counts().events(),
                rebuild.counts().tasks(),
                lag == null ? null : new Lag(lag.events(), lag.seconds()),
                rebuild.counts().difference(),
                rebuild.times().started(),
                rebuild.times().switched(),
                rebuild.times().ended());
    }
}
