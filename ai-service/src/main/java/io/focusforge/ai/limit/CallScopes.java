package io.focusforge.ai.limit;

import io.focusforge.common.identity.Caller;
import java.util.UUID;

/** For whom a call is made, and of which model. */
public record CallScopes(Caller caller, String model) {
    public CallScopes {
        if (caller == null || model == null) {
            throw new IllegalArgumentException("a call has a caller and a model");
        }
    }

    UUID tenant() {
        return caller.tenant();
    }
}
