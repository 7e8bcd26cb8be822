package io.focusforge.gateway.tenant;

import java.time.Instant;
import java.util.UUID;

/** A team or customer, to whom everything else belongs. */
public record Tenant(UUID id, String name, Instant createdAt) {}
