package io.focusforge.orchestrator.event;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Events for the end of one stream; {@code expectedVersion} is that of the last event that the writer has seen, 0 for none. */
public record NewEvents(
        UUID tenant,
        UUID stream,
        int expectedVersion,
        List<NewEvent> events,
        Instant time,
        UUID user,
        String traceparent) {}
