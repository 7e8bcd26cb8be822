package io.focusforge.orchestrator.chainrun;

import io.focusforge.orchestrator.definition.ChainDefinition;
import java.util.UUID;

/** A chain of a tenant, and what its steps do. */
record Chained(UUID tenant, String reference, ChainDefinition definition, Steps steps) {}
