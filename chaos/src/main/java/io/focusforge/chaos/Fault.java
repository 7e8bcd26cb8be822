package io.focusforge.chaos;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What can go wrong. */
enum Fault {
    /** kill -9 of a worker, which is a dispatcher too. */
    KILL_WORKER,
    KILL_ALL_WORKERS,
    /** As in a roll-out: one worker is asked to stop, and started again. */
    ROLL_WORKER,
    /** A worker stands still until its leases are over, and then goes on as if nothing had been. */
    FREEZE_WORKER,
    FLUSH_REDIS,
    POSTGRES_FAST,
    POSTGRES_IMMEDIATE,
    REDIS_KILL(Topology.SINGLE),
    CUT_RESETS(Topology.SINGLE),
    CUT_HOLDS(Topology.SINGLE),
    CUT_FORGETS(Topology.SINGLE),
    CUT_ALL(Topology.SINGLE),
    MASTER_KILL(Topology.SENTINEL),
    MASTER_FREEZE(Topology.SENTINEL),
    FAIL_OVER(Topology.SENTINEL);

    private final Set<Topology> topologies;

    Fault(Topology... only) {
        topologies = only.length == 0 ? Set.of(Topology.values()) : Set.of(only);
    }

    static List<Fault> of(Topology topology) {
        return Arrays.stream(values())
                .filter(fault -> fault.topologies.contains(topology))
                .toList();
    }

    /** For a short run: beside a run with a single Redis, one with Sentinels shows nothing new where Redis has no part in it. */
    static List<Fault> round(Topology topology) {
        return switch (topology) {
            case SINGLE -> of(topology);
            case SENTINEL -> List.of(FLUSH_REDIS, KILL_WORKER, MASTER_KILL, MASTER_FREEZE, FAIL_OVER);
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
