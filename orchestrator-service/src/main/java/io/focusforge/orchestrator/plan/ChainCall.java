package io.focusforge.orchestrator.plan;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The chain that does a step. @param version the active one when left out */
public record ChainCall(
        @NotNull @Pattern(regexp = "[a-z][a-z0-9_]{0,63}") String name,
        @Min(1) Integer version,
        @NotNull @Schema(implementation = Object.class) JsonNode input) {}
