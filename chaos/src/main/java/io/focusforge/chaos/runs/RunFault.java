package io.focusforge.chaos.runs;

import java.util.Locale;

/** What can go wrong. */
enum RunFault {
    /** kill -9 of an orchestrator. */
    KILL,
    KILL_ALL,
    /** As in a roll-out. */
    ROLL,
    /** An orchestrator stands still until its lease is over, and then goes on as if nothing had been. */
    FREEZE,
    FLUSH_REDIS,
    REDIS_KILL,
    POSTGRES_FAST,
    POSTGRES_IMMEDIATE,
    MODEL_AWAY,
    MODEL_SILENT,
    HOST_AWAY,
    WORKER_AWAY;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
