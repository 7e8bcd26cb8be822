package io.focusforge.ai.key;

import io.focusforge.common.apikey.KeyRefusal;
import io.focusforge.common.identity.Caller;
import java.time.Duration;
import java.time.Instant;

/** What the gateway says of a key. */
sealed interface Exchanged {
    /** How long that may be taken to be so. */
    Duration remember();

    /**
     * @param caller whose request nobody has counted yet
     * @param expires null for never
     */
    record Admitted(Caller caller, Instant expires, Duration remember) implements Exchanged {
        public Admitted {
            if (caller.uncounted() == null) {
                throw new IllegalArgumentException("somebody has counted the request before it came");
            }
        }
    }

    record Refused(KeyRefusal refusal, Duration remember) implements Exchanged {}

    /** It did not say. */
    final class Away extends RuntimeException {
        Away(String why) {
            super(why, null, false, false);
        }
    }
}
