package io.focusforge.gateway.user;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.UUID;

/**
 * A user that an administrator asks for.
 *
 * @param tenantId another tenant than one's own, which only operators may name
 */
public record NewUser(
        @NotBlank @Size(max = 100) String name,
        @Email @Size(max = 320) String email,
        UUID tenantId) {}
