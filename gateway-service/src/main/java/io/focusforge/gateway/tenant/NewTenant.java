package io.focusforge.gateway.tenant;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** A tenant that an operator asks for. */
public record NewTenant(@NotBlank @Size(max = 100) String name) {}
