package io.focusforge.ai.cache;

import java.time.Duration;

/** What the cache says to a request. */
public sealed interface Lookup {
    CacheStatus status();

    /** An answer that costs nothing. */
    record Hit(KeptAnswer answer, CacheStatus status, Duration age) implements Lookup {}

    /** The model is to be asked, and the recording to be told how that went. */
    record Miss(CacheStatus status, Recording recording) implements Lookup {
        static final Miss OFF = new Miss(CacheStatus.OFF, Recording.NONE);
    }
}
