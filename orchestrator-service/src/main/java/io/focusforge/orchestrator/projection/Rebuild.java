package io.focusforge.orchestrator.projection;

import io.focusforge.orchestrator.event.FeedPosition;
import java.time.Instant;
import java.util.UUID;

/**
 * A rebuild of the tasks of one tenant.
 *
 * @param streamAfter all streams up to this one are built; null before the first
 * @param position all that has happened up to here is in it; null before the beginning
 * @param counts what was done so far
 * @param failures steps that failed, one after the other
 */
record Rebuild(
        UUID tenant,
        UUID id,
        State state,
        UUID streamAfter,
        FeedPosition position,
        Counts counts,
        int failures,
        boolean failed,
        Times times) {
    /** @param difference null before the switch */
    record Counts(long events, long tasks, Difference difference) {
        Counts plus(long moreEvents, long moreTasks) {
            return new Counts(events + moreEvents, tasks + moreTasks, difference);
        }
    }

    /** In what the new rows were other than those that were read before. */
    public record Difference(long missing, long changed, long surplus) {
        Difference plus(Difference other) {
            return new Difference(missing + other.missing, changed + other.changed, surplus + other.surplus);
        }
    }

    record Times(Instant started, Instant switched, Instant ended) {}

    private static final int REFUSALS = 3;

    /** Whether the switch has been refused so often that writers have to wait for it. */
    boolean insists() {
        return state == State.CATCHING_UP && failures >= REFUSALS;
    }

    static Rebuild begun(UUID tenant, UUID id, Instant now) {
        return new Rebuild(
                tenant, id, State.CLEARING, null, null, new Counts(0, 0, null), 0, false, new Times(now, null, null));
    }

    Rebuild building(FeedPosition from) {
        return with(State.BUILDING, null, from, new Counts(0, 0, null));
    }

    Rebuild built(UUID upTo, long events, long tasks) {
        return with(state, upTo, position, counts.plus(events, tasks));
    }

    Rebuild catchingUp() {
        return with(State.CATCHING_UP, streamAfter, position, counts);
    }

    Rebuild caughtUp(FeedPosition to, long events) {
        return with(state, streamAfter, to, counts.plus(events, 0));
    }

    Rebuild switched(Difference difference, Instant now) {
        return new Rebuild(
                tenant,
                id,
                State.TIDYING,
                streamAfter,
                position,
                new Counts(counts.events(), counts.tasks(), difference),
                0,
                false,
                new Times(times.started(), now, null));
    }

    /** What can be done no more is tidied away. */
    Rebuild stepFailed(int most) {
        var givenUp = failures + 1 >= most && state != State.TIDYING;
        return new Rebuild(
                tenant,
                id,
                givenUp ? State.TIDYING : state,
                streamAfter,
                position,
                counts,
                failures + 1,
                failed || givenUp,
                times);
    }

    Rebuild ended(Instant now) {
        return new Rebuild(
                tenant,
                id,
                failed ? State.FAILED : State.DONE,
                streamAfter,
                position,
                counts,
                failures,
                failed,
                new Times(times.started(), times.switched(), now));
    }

    private Rebuild with(State next, UUID stream, FeedPosition at, Counts counted) {
        return new Rebuild(tenant, id, next, stream, at, counted, 0, failed, times);
    }
}
