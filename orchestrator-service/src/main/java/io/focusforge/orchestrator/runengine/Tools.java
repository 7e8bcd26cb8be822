package io.focusforge.orchestrator.runengine;

import io.focusforge.orchestrator.runstore.Stored;
import java.time.Clock;

/** What all executions of an engine share. */
record Tools(
        Journal journal,
        StepThreads threads,
        EngineSettings settings,
        Stored stored,
        EndNotice notice,
        Backoff backoff,
        Clock clock) {}
