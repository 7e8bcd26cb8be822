package io.focusforge.bench.natives;

import java.util.Locale;

/** How a service is run: as a native executable, or in a JVM with its ahead-of-time cache. */
enum Flavor {
    NATIVE,
    JVM;

    boolean isNative() {
        return this == NATIVE;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
