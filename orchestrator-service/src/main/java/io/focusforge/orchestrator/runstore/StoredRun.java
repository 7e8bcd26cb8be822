package io.focusforge.orchestrator.runstore;

import io.focusforge.orchestrator.run.NewRun;
import io.focusforge.orchestrator.run.RunKey;
import java.time.Instant;
import java.util.UUID;

/**
 * A run as the one who runs it knows it.
 *
 * @param seq of the last event of the run or its steps
 * @param forkedFrom null for none
 */
public record StoredRun(
        RunKey key, NewRun what, long seq, boolean cancelled, int takeovers, UUID forkedFrom, Instant createdAt) {
    public StoredRun forkedFrom(UUID original) {
        return new StoredRun(key, what, seq, cancelled, takeovers, original, createdAt);
    }
}
