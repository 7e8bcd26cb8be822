package io.focusforge.worker.dispatch;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import io.focusforge.worker.fair.Share;
import io.focusforge.worker.fair.Shares;
import io.focusforge.worker.fair.Turns;
import io.focusforge.worker.job.ClaimedJob;
import io.focusforge.worker.job.JobKey;
import io.focusforge.worker.job.Priority;
import io.focusforge.worker.job.StreamKey;
import io.focusforge.worker.slot.Seats;
import io.focusforge.worker.stream.ReadyJob;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** One round, in one transaction: tenants take turns for the places that there are, the sooner priority first. */
final class PickRound {
    private final SqlConnection connection;
    private final DispatchStore store;
    private final Map<String, Turns> turns;
    private final Instant now;
    private final Instant leaseUntil;
    private final List<ClaimedJob> claimed = new ArrayList<>();
    private final List<ReadyJob> dispatched = new ArrayList<>();
    private final Remainder remainder = new Remainder();
    private boolean again;
    private Instant next;

    PickRound(
            SqlConnection connection, DispatchStore store, Map<String, Turns> turns, Instant now, Instant leaseUntil) {
        this.connection = connection;
        this.store = store;
        this.turns = turns;
        this.now = now;
        this.leaseUntil = leaseUntil;
    }

    /** @param filled how many jobs of each stream wait to be read; they go first, since they have waited longest */
    void claim(Map<StreamKey, List<UUID>> ready, Map<StreamKey, Integer> filled, Shares.Round shares, Seats seats) {
        for (var queue : turns.keySet()) {
            var streams = streams(ready, queue);
            if (!streams.isEmpty()) {
                var places = seats.take(queue, Picker.CLAIMS);
                var over = places - claimDispatched(queue, filled, places);
                for (var stream : streams) {
                    over = serve(stream, ready.get(stream), shares, over, this::claim);
                }
                streams.forEach(stream -> claimFirsts(stream, shares, seats));
                again |= places == Picker.CLAIMS && over == 0;
            }
        }
    }

    /** What no slot here was free for may find one elsewhere. */
    void dispatch(Map<StreamKey, Integer> filled, Shares.Round shares, int window) {
        for (var stream : remainder.streams()) {
            var room = window - filled.getOrDefault(stream, 0);
            if (room >= window / 2) {
                serve(stream, remainder.of(stream), shares, room, this::dispatch);
            }
        }
    }

    /** @param at when there will be something to do; null when that is not known */
    void wake(Instant at) {
        next = next == null || at != null && at.isBefore(next) ? at : next;
    }

    /** @param more streams with tenants that were not looked at */
    Picked picked(Set<StreamKey> more) {
        return new Picked(
                claimed, dispatched, remainder.waiting(more), remainder.held(), again || !more.isEmpty(), next);
    }

    /** When all other slots are taken: one job of each tenant of which nothing runs here. */
    private void claimFirsts(StreamKey stream, Shares.Round shares, Seats seats) {
        var begun = claimed.stream().map(job -> job.key().tenant()).collect(toSet());
        var first = remainder.of(stream).stream()
                .filter(tenant -> !begun.contains(tenant) && seats.promiseFirst(stream.queue(), tenant))
                .toList();
        if (!first.isEmpty()) {
            serve(stream, first, shares, first.size(), this::claim);
        }
    }

    /** @return the places that are left */
    private int serve(
            StreamKey stream,
            List<UUID> tenants,
            Shares.Round shares,
            int places,
            Function<List<Turn>, Stream<JobKey>> take) {
        var over = Math.max(0, places);
        var waiting = tenants.stream().map(shares::of).toList();
        while (over > 0 && waiting.stream().anyMatch(share -> share.most() > 0)) {
            var given = turns.get(stream.queue()).allot(waiting, over);
            var taken = take.apply(turns(stream, given)).collect(groupingBy(JobKey::tenant, counting()));
            waiting = settle(stream, waiting, given, taken, shares);
            over -= taken.values().stream().mapToInt(Long::intValue).sum();
        }
        remainder.leave(stream, tenants, waiting);
        return over;
    }

    /** @return the tenants that may have more jobs */
    private List<Share> settle(
            StreamKey stream,
            List<Share> waiting,
            Map<UUID, Integer> given,
            Map<UUID, Long> taken,
            Shares.Round shares) {
        var still = new ArrayList<Share>();
        for (var share : waiting) {
            var places = given.getOrDefault(share.tenant(), 0);
            var used = taken.getOrDefault(share.tenant(), 0L).intValue();
            shares.started(share.tenant(), used);
            turns.get(stream.queue()).unused(share, places - used);
            if (used == places) {
                still.add(shares.of(share.tenant()));
            }
        }
        return still;
    }

    private int claimDispatched(String queue, Map<StreamKey, Integer> filled, int places) {
        if (places == 0
                || filled.keySet().stream().noneMatch(stream -> stream.queue().equals(queue))) {
            return 0;
        }
        var jobs = store.claimDispatched(connection, queue, places, now, leaseUntil);
        claimed.addAll(jobs);
        return jobs.size();
    }

    private Stream<JobKey> claim(List<Turn> turns) {
        var jobs = store.claim(connection, turns, now, leaseUntil);
        claimed.addAll(jobs);
        return jobs.stream().map(ClaimedJob::key);
    }

    private Stream<JobKey> dispatch(List<Turn> turns) {
        var jobs = store.dispatch(connection, turns, now);
        dispatched.addAll(jobs);
        return jobs.stream().map(ReadyJob::key);
    }

    private static List<Turn> turns(StreamKey stream, Map<UUID, Integer> given) {
        return given.entrySet().stream()
                .map(turn -> new Turn(stream, turn.getKey(), turn.getValue()))
                .toList();
    }

    /** Soonest first. */
    private static List<StreamKey> streams(Map<StreamKey, List<UUID>> ready, String queue) {
        return Priority.all().stream()
                .map(priority -> new StreamKey(queue, priority))
                .filter(ready::containsKey)
                .toList();
    }
}
