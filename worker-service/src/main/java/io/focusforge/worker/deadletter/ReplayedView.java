package io.focusforge.worker.deadletter;

import java.time.Instant;
import java.util.UUID;

/** A dead letter that was brought back: the job of this id is queued again, or waits for what was brought back with it, with all its attempts anew. */
public record ReplayedView(UUID id, String state, Instant runAt, int replays) {}
