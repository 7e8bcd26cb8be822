package io.focusforge.orchestrator.plan;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The worker's job that does a step. @param queue that of its type when left out */
public record JobCall(
        @NotNull @Pattern(regexp = "[a-z][a-z0-9_.-]{0,99}") String type,
        @Pattern(regexp = "[A-Za-z0-9_-]{1,64}") String queue,
        @NotNull @Schema(implementation = Object.class) JsonNode payload) {}
