package io.focusforge.orchestrator.flagrollout;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/**
 * What is to be rolled out.
 *
 * @param percentage of the users; for all of them a version is activated
 */
public record RolloutRequest(
        @NotNull @Min(1) Integer version,

        @NotNull @DecimalMin("0.1") @DecimalMax("99") Double percentage) {}
