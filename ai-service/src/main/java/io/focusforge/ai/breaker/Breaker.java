package io.focusforge.ai.breaker;

import io.focusforge.ai.breaker.Admission.Admitted;
import io.focusforge.ai.breaker.Admission.Refused;
import io.focusforge.ai.breaker.BreakerState.Closed;
import io.focusforge.ai.breaker.BreakerState.Open;
import io.focusforge.ai.breaker.BreakerState.Probing;
import io.focusforge.ai.step.Step;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Leaves a model alone after a number of failures in a row. Only the model's own failures count; a call that says nothing about it
 * changes nothing. Every change of state is announced to the other replicas; theirs come in by {@link #apply}.
 */
public final class Breaker {
    private static final Admitted NORMAL = new Admitted(false);
    private static final Admitted PROBE = new Admitted(true);
    private static final Future<Admission> CLOSED = Future.succeededFuture(NORMAL);
    private static final Duration ASK_AGAIN = Duration.ofSeconds(1);
    /** While another replica tries it, Redis is not asked by each call. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);
    /** A probe that was never settled is not waited for. */
    private static final Duration LONGEST_PROBE = Duration.ofMinutes(10);

    private final String name;
    private final Replicas replicas;
    private final Clock clock;
    private volatile BreakerRule rule;
    private volatile BreakerState state = BreakerState.CLOSED;
    private volatile boolean unannounced;
    private long version;

    Breaker(String name, BreakerRule rule, Replicas replicas, Clock clock) {
        this.name = name;
        this.rule = rule;
        this.replicas = replicas;
        this.clock = clock;
    }

    /** At once, but when the model may be tried again; then within what Redis may take. Never fails. */
    public Future<Admission> admit() {
        if (state instanceof Closed) {
            return CLOSED;
        }
        var admission = decide();
        return admission == PROBE
                ? Step.here(replicas.lease(name)).otherwise(new Lease.Alone()).map(this::agreed)
                : Future.succeededFuture(admission);
    }

    /** Every admitted call ends with this, once. */
    public void settle(Admitted call, Verdict verdict) {
        if (state != BreakerState.CLOSED || verdict == Verdict.FAILURE) {
            change(call, verdict);
        }
    }

    public boolean isOpen() {
        return !(state instanceof Closed);
    }

    Breaker by(BreakerRule current) {
        if (!current.equals(rule)) {
            rule = current;
        }
        return this;
    }

    BreakerState state() {
        return state;
    }

    /** What another replica has found out, or this one, told by Redis. */
    synchronized void apply(SharedState shared) {
        if (shared.version() <= version) {
            return;
        }
        version = shared.version();
        // what was told before this replica's own probe began must not end the probe
        if (!(state instanceof Probing) || shared.isClosed() || !shared.left().isZero()) {
            state = shared.isClosed()
                    ? BreakerState.CLOSED
                    : new Open(clock.instant().plus(shared.left()));
        }
    }

    /** Called every now and then: tells what could not be told, or was lost with Redis's memory. */
    void keepUp(boolean known) {
        if (state instanceof Probing) {
            replicas.renew(name);
        } else if (unannounced || !known && state instanceof Open) {
            announce();
        }
    }

    private synchronized Admission decide() {
        var now = clock.instant();
        return switch (state) {
            case Closed closed -> NORMAL;
            case Open open when now.isBefore(open.until()) -> new Refused(Duration.between(now, open.until()));
            case Probing probing when now.isBefore(probing.since().plus(LONGEST_PROBE)) -> new Refused(ASK_AGAIN);
            case Open over -> probe(now);
            case Probing lost -> probe(now);
        };
    }

    private Admitted probe(Instant now) {
        state = new Probing(now);
        return PROBE;
    }

    private Admission agreed(Lease lease) {
        return switch (lease) {
            case Lease.Granted granted -> PROBE;
            case Lease.Alone alone -> PROBE;
            case Lease.Taken taken -> stepBack();
            case Lease.Decided decided -> {
                stepBack();
                apply(decided.state());
                yield state instanceof Closed ? NORMAL : decide(decided);
            }
        };
    }

    private static Refused decide(Lease.Decided decided) {
        var left = decided.state().left();
        return new Refused(left == null || left.compareTo(ASK_AGAIN) < 0 ? ASK_AGAIN : left);
    }

    private synchronized Refused stepBack() {
        if (state instanceof Probing) {
            state = new Open(clock.instant().plus(LOOK_AGAIN));
        }
        return new Refused(ASK_AGAIN);
    }

    private synchronized void change(Admitted call, Verdict verdict) {
        var now = clock.instant();
        switch (state) {
            case Closed closed -> become(closed.after(verdict, rule, now), verdict);
            case Probing probing when call.probe() -> become(probing.after(verdict, rule, now), verdict);
            case Open open -> {}
            case Probing probing -> {}
        }
    }

    private void become(BreakerState next, Verdict verdict) {
        var isNews = next.getClass() != state.getClass();
        state = next;
        if (isNews && verdict == Verdict.NEUTRAL) {
            replicas.release(name);
        } else if (isNews) {
            announce();
        }
    }

    private void announce() {
        unannounced = true;
        replicas.announce(name, state.left(clock.instant())).onSuccess(told -> unannounced = false);
    }
}
