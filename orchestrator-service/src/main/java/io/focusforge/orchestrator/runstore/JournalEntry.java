package io.focusforge.orchestrator.runstore;

import io.focusforge.orchestrator.run.RunKey;
import java.util.List;
import java.util.UUID;

/**
 * What is recorded of a run together.
 *
 * @param start null but for a run that is new
 * @param signals those that were used up
 * @param change null while the engine keeps the run
 */
public record JournalEntry(RunKey run, StoredRun start, List<StepRow> steps, List<UUID> signals, RunChange change) {
    public static JournalEntry start(StoredRun run) {
        return new JournalEntry(run.key(), run, List.of(), List.of(), null);
    }
}
