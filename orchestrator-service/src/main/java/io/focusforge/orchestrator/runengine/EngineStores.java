package io.focusforge.orchestrator.runengine;

import io.focusforge.orchestrator.runstore.ClaimStore;
import io.focusforge.orchestrator.runstore.EngineStore;
import io.focusforge.orchestrator.runstore.RunStore;

/** Where an engine finds its runs. */
record EngineStores(EngineStore engines, ClaimStore claims, RunStore runs) {}
