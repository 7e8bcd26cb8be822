package io.focusforge.worker.deadletter;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.constraints.NotNull;

/** Body of {@code PATCH}. The payload replaces the former one as a whole. */
public record EditDeadLetter(@NotNull JsonNode payload) {}
