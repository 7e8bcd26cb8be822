package io.focusforge.common.outbox;

import java.util.Locale;
import java.util.UUID;

/** What is to be told, once the transaction that wrote it has committed. {@code payload} is JSON; several events are a line each. */
public record OutboxMessage(UUID tenant, UUID id, Kind kind, String payload) {
    static final String SEPARATOR = "\n";

    /** An event goes to a Redis Stream, a job to the worker. */
    public enum Kind {
        EVENT,
        JOB;

        String column() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
