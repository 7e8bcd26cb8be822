package io.focusforge.orchestrator.runstore;

import java.util.List;

/** A run with all that is known of it. */
public record LoadedRun(StoredRun run, List<StepRow> steps, List<StoredSignal> signals) {}
