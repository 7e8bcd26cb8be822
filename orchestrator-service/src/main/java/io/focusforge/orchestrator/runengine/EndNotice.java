package io.focusforge.orchestrator.runengine;

import io.focusforge.common.outbox.OutboxMessage;
import io.focusforge.orchestrator.runstore.RunChange;
import io.focusforge.orchestrator.runstore.StoredRun;
import java.time.Instant;

/** Tells somebody outside that a run has ended. */
public interface EndNotice {
    /** @return what is kept with the end; null when nobody wants to know */
    OutboxMessage of(StoredRun run, RunChange end, Instant at);

    /** It is kept. */
    void committed();
}
