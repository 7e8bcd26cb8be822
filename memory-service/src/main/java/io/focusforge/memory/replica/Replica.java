package io.focusforge.memory.replica;

import io.focusforge.common.postgres.TenantReads;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * A server that follows the primary. It is asked how far it has come by one read at a time, and only when what is known does not suffice;
 * others do not wait for that.
 */
final class Replica {
    private static final Logger LOG = Logger.getLogger(Replica.class);

    private final Followed servers;
    private final ReplicaConfig config;
    private final Clock clock;
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile Sight sight = Sight.NONE;
    private volatile Instant awayUntil = Instant.MIN;

    Replica(Followed servers, ReplicaConfig config, Clock clock) {
        this.servers = servers;
        this.config = config;
        this.clock = clock;
    }

    TenantReads reads() {
        return servers.reads();
    }

    /** Whether it has all that was committed before the position, or without one, but for the last moments. */
    boolean mayAnswer(Optional<Position> wanted) {
        var now = clock.instant();
        if (now.isBefore(awayUntil)) {
            return false;
        }
        if (needsALook(wanted, now) && asking.compareAndSet(false, true)) {
            look(wanted, now);
        }
        return suffices(wanted, clock.instant());
    }

    /** It did not answer: for a while nobody asks it. */
    void failed(RuntimeException reason) {
        LOG.warnf(
                "A replica of the database does not answer, and is left alone for %s: %s", config.retryAfter(), reason);
        awayUntil = clock.instant().plus(config.retryAfter());
        sight = Sight.NONE;
    }

    // Before half of the time is over, so that meanwhile others go on reading.
    private boolean needsALook(Optional<Position> wanted, Instant now) {
        var known = sight;
        var sufficient = wanted.map(known::has)
                .orElseGet(() -> known.isWholeSince(now.minus(config.maxLag().dividedBy(2))));
        return !sufficient && known.isOlderThan(config.checkEvery(), now);
    }

    private boolean suffices(Optional<Position> wanted, Instant now) {
        return wanted.map(sight::has).orElseGet(() -> sight.isWholeSince(now.minus(config.maxLag())));
    }

    private void look(Optional<Position> wanted, Instant now) {
        try {
            var mark = wanted.isPresent() || sight.mark().isPresent() ? sight.mark() : mark(now);
            sight = sight.next(servers.replayed(), mark, now);
        } catch (RuntimeException e) {
            failed(e);
        } finally {
            asking.set(false);
        }
    }

    private Optional<Sight.Mark> mark(Instant now) {
        return servers.primary().map(position -> new Sight.Mark(position, now));
    }
}
