package io.focusforge.orchestrator.plan;

import java.util.UUID;

/** The run that does, or has done, a step. @param error null for none */
public record StepRun(UUID id, String error) {}
