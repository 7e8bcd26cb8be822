package io.focusforge.orchestrator.plan;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/** How much may be spent on steps that run by themselves. @param calls of models @param minutes from the beginning on */
public record Budget(
        @NotNull @Min(1) @Max(10_000) Integer calls,
        @NotNull @Min(1) @Max(1_000_000_000) Long tokens,
        @NotNull @Min(0) @Max(1_000_000_000_000L) Long costMicros,
        @NotNull @Min(1) @Max(525_600) Integer minutes) {}
