package io.focusforge.worker.dispatch;

import static java.util.stream.Collectors.toSet;

import io.focusforge.worker.fair.Shares;
import io.focusforge.worker.fair.Turns;
import io.focusforge.worker.job.JobsConfig;
import io.focusforge.worker.job.StreamKey;
import io.focusforge.worker.slot.Seats;
import io.focusforge.worker.slot.SlotConfig;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Chooses the jobs of a round: for the free slots of this process first, then for the windows of the streams. Of one thread. */
@ApplicationScoped
class Picker {
    static final int TENANTS = 200;
    /** The most jobs of one queue that are claimed in a round. */
    static final int CLAIMS = 250;

    private final DispatchStore store;
    private final Shares shares;
    private final DispatchConfig config;
    private final SlotConfig slots;
    private final Clock clock;
    private final TenantCursor cursor = new TenantCursor(TENANTS);
    private final Map<String, Turns> turns = new HashMap<>();

    Picker(DispatchStore store, Shares shares, DispatchConfig config, SlotConfig slots, JobsConfig jobs, Clock clock) {
        this.store = store;
        this.shares = shares;
        this.config = config;
        this.slots = slots;
        this.clock = clock;
        jobs.queues().forEach(queue -> turns.put(queue, new Turns()));
    }

    Picked pick(SqlConnection connection, Seats seats) {
        var now = clock.instant();
        store.markDue(connection, now);
        var ready = store.ready(connection, cursor::first, TENANTS);
        var round = new PickRound(connection, store, turns, now, now.plus(slots.lease()));
        if (!ready.isEmpty()) {
            var all = ready.values().stream().flatMap(List::stream).distinct().toList();
            var shared = shares.open(connection, all, now);
            var filled = store.dispatched(connection);
            round.claim(ready, filled, shared, seats);
            round.dispatch(filled, shared, config.window());
            round.wake(shared.close());
        }
        round.wake(store.nextDue(connection));
        return round.picked(seen(ready));
    }

    /** @return streams with tenants that were not looked at */
    private Set<StreamKey> seen(Map<StreamKey, List<UUID>> ready) {
        var more = store.streams().stream()
                .filter(stream -> cursor.seen(stream, ready.getOrDefault(stream, List.of())))
                .collect(toSet());
        turns.values().forEach(Turns::tidy);
        return more;
    }
}
