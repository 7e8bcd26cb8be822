package io.focusforge.orchestrator.recurrence;

import java.time.Instant;
import java.util.UUID;

/** What can happen to a series. The records are kept for good: a component is never renamed, and a new one may be absent. */
public sealed interface SeriesEvent {
    record Begun(String rule, String timeZone, Instant startsAt, Next next, Series.Template template, UUID taskId)
            implements SeriesEvent {}

    /** All that can be edited, as it is after the edit. */
    record Changed(String rule, String timeZone, Instant startsAt, Next next, Series.Template template)
            implements SeriesEvent {}

    record Skipped(Instant at) implements SeriesEvent {}

    record Occurred(Instant at, UUID taskId) implements SeriesEvent {}

    record Ended() implements SeriesEvent {}
}
