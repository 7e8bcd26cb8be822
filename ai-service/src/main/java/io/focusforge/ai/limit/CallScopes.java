package io.focusforge.ai.limit;

import io.focusforge.common.identity.Caller;
import java.util.UUID;

/** For whom a call is made, and of which model; the model is null for what is none's. */
public record CallScopes(Caller caller, String model) {
    public CallScopes {
        if (caller == null) {
            throw new IllegalArgumentException("a call has a caller");
        }
    }

    UUID tenant() {
        return caller.tenant();
    }
}
