package io.focusforge.ai.provider;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Leaves a provider alone after a number of failures in a row. Only the provider's own failures count; a call that says nothing
 * about the provider (its caller went away, or was too impatient) changes nothing.
 *
 * <pre>
 *            failures in a row              openFor is over
 *   Closed ─────────────────────▶ Open ──────────────────────▶ Probing (one call)
 *     ▲                            ▲                              │ │
 *     │                            └───────────── failure ────────┘ │
 *     └─────────────────────────────────────────── success ─────────┘
 * </pre>
 */
final class Breaker {
    sealed interface State {
        record Closed(int failures) implements State {}

        record Open(Instant until) implements State {}

        record Probing(Instant since) implements State {}
    }

    sealed interface Admission {
        record Admitted(boolean probe) implements Admission {}

        record Refused(Duration retryAfter) implements Admission {}
    }

    enum Verdict {
        SUCCESS,
        FAILURE,
        NEUTRAL
    }

    private static final State CLOSED = new State.Closed(0);

    private final int threshold;
    private final Duration openFor;
    private final Clock clock;
    private State state = CLOSED;

    Breaker(int threshold, Duration openFor, Clock clock) {
        this.threshold = threshold;
        this.openFor = openFor;
        this.clock = clock;
    }

    synchronized Admission admit() {
        var now = clock.instant();
        return switch (state) {
            case State.Closed closed -> new Admission.Admitted(false);
            case State.Open open
            when now.isBefore(open.until()) -> new Admission.Refused(Duration.between(now, open.until()));
            case State.Open open -> probe(now);
            case State.Probing probing
            when now.isBefore(probing.since().plus(openFor)) -> new Admission.Refused(Duration.ofSeconds(1));
            case State.Probing lost -> probe(now);
        };
    }

    /** Every admitted call ends with this. */
    synchronized void settle(Admission.Admitted call, Verdict verdict) {
        state = switch (state) {
            case State.Closed closed -> afterClosed(closed, verdict);
            case State.Probing probing when call.probe() -> afterProbe(verdict);
            case State.Open open -> open;
            case State.Probing probing -> probing;
        };
    }

    synchronized State state() {
        return state;
    }

    private Admission probe(Instant now) {
        state = new State.Probing(now);
        return new Admission.Admitted(true);
    }

    private State afterClosed(State.Closed closed, Verdict verdict) {
        return switch (verdict) {
            case SUCCESS -> CLOSED;
            case NEUTRAL -> closed;
            case FAILURE ->
                closed.failures() + 1 < threshold ? new State.Closed(closed.failures() + 1) : openFrom(clock.instant());
        };
    }

    private State afterProbe(Verdict verdict) {
        return switch (verdict) {
            case SUCCESS -> CLOSED;
            case FAILURE -> openFrom(clock.instant());
            case NEUTRAL -> new State.Open(clock.instant());
        };
    }

    private State openFrom(Instant now) {
        return new State.Open(now.plus(openFor));
    }
}
