package io.focusforge.common.overload;

import java.util.UUID;

/** Who asks for a place. Those of one tenant, and all who are not known yet, take turns with those of others. */
public record Applicant(UUID tenant, Priority priority) {
    /** Takes the turns of whoever cannot be told yet. */
    public static final UUID NOBODY = new UUID(0, 0);

    public Applicant {
        if (tenant == null || priority == null) {
            throw new IllegalArgumentException("an applicant has a tenant and a priority");
        }
    }
}
