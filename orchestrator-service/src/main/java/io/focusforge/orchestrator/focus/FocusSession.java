package io.focusforge.orchestrator.focus;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * A session, as the API shows it. It changes by events only: {@link #apply}.
 *
 * @param since when it came into its present state
 * @param focusSeconds worked until then, interruptions left out
 */
public record FocusSession(
        UUID id,
        UUID taskId,
        State state,
        Instant startedAt,
        Instant since,
        long focusSeconds,
        int interruptions,
        int version) {
    /** Longer ones were forgotten, not worked. */
    static final Duration LONGEST = Duration.ofHours(12);

    /**
     * <pre>
     * running ⇄ interrupted
     *    └──────────┴────→ stopped
     * </pre>
     */
    public enum State {
        RUNNING,
        INTERRUPTED,
        STOPPED;

        @JsonValue
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static FocusSession started(UUID id, FocusEvent.Started event, Instant time) {
        return new FocusSession(id, event.taskId(), State.RUNNING, time, time, 0, 0, 1);
    }

    FocusSession apply(FocusEvent event, Instant time) {
        return switch (event) {
            case FocusEvent.Started _ -> throw new IllegalStateException("a session is started once");
            case FocusEvent.Interrupted _ -> at(State.INTERRUPTED, time, interruptions + 1);
            case FocusEvent.Resumed _ -> at(State.RUNNING, time, interruptions);
            case FocusEvent.Stopped _ -> at(State.STOPPED, time, interruptions);
        };
    }

    private FocusSession at(State next, Instant time, int newInterruptions) {
        var worked = state == State.RUNNING
                ? Math.max(0, Duration.between(since, time).toSeconds())
                : 0;
        var total = Math.min(focusSeconds + worked, LONGEST.toSeconds());
        return new FocusSession(id, taskId, next, startedAt, time, total, newInterruptions, version + 1);
    }
}
