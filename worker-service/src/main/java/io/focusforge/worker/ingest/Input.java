package io.focusforge.worker.ingest;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;

/** Which version of which document. */
@RegisterForReflection
record Input(@NotNull UUID documentId, @Min(1) int version) {}
