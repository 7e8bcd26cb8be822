package io.focusforge.common.call;

import io.focusforge.common.identity.Caller;
import java.util.Set;
import java.util.UUID;

/** This service itself, when it acts for no tenant in particular. */
public final class SystemCaller {
    private static final UUID NOBODY = new UUID(0, 0);

    private SystemCaller() {}

    public static Caller with(String scope) {
        return new Caller(NOBODY, NOBODY, Set.of(scope), "internal");
    }
}
