package io.focusforge.gateway.user;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;

/** Somebody of a tenant. {@code email} may be absent. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record User(UUID tenantId, UUID id, String name, String email, Instant createdAt) {}
