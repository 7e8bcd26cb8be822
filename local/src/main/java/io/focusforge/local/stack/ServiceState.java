package io.focusforge.local.stack;

import io.focusforge.local.server.ProcessIdentity;
import java.util.Locale;

/** A part of the stack, as {@code ./focusforge status} shows it. */
public record ServiceState(String name, Phase phase, ProcessIdentity process, String url, int restarts) {
    /** What a part is doing. */
    public enum Phase {
        WAITING,
        STARTING,
        READY,
        RESTARTING,
        STOPPED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static ServiceState waiting(String name) {
        return new ServiceState(name, Phase.WAITING, null, null, 0);
    }
}
