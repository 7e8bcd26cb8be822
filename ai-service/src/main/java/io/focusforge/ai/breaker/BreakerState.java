package io.focusforge.ai.breaker;

import java.time.Duration;
import java.time.Instant;

/**
 * Where a breaker stands.
 *
 * <pre>
 *            failures in a row              openFor is over
 *   Closed ─────────────────────▶ Open ──────────────────────▶ Probing (one call of all replicas)
 *     ▲                            ▲                              │ │
 *     │                            └───────────── failure ────────┘ │
 *     └─────────────────────────────────────────── success ─────────┘
 * </pre>
 */
sealed interface BreakerState {
    BreakerState CLOSED = new Closed(0);

    /** How long it is to be left alone; {@link Replicas#NOW_CLOSED} when it is not. */
    Duration left(Instant now);

    record Closed(int failures) implements BreakerState {
        BreakerState after(Verdict verdict, BreakerRule rule, Instant now) {
            return switch (verdict) {
                case SUCCESS -> CLOSED;
                case NEUTRAL -> this;
                case FAILURE ->
                    failures + 1 < rule.threshold() ? new Closed(failures + 1) : Open.from(now, rule.openFor());
            };
        }

        @Override
        public Duration left(Instant now) {
            return Replicas.NOW_CLOSED;
        }
    }

    record Open(Instant until) implements BreakerState {
        static Open from(Instant now, Duration time) {
            return new Open(now.plus(time));
        }

        @Override
        public Duration left(Instant now) {
            var left = Duration.between(now, until);
            return left.isNegative() ? Duration.ZERO : left;
        }
    }

    record Probing(Instant since) implements BreakerState {
        BreakerState after(Verdict verdict, BreakerRule rule, Instant now) {
            return switch (verdict) {
                case SUCCESS -> CLOSED;
                case FAILURE -> Open.from(now, rule.openFor());
                case NEUTRAL -> new Open(now);
            };
        }

        @Override
        public Duration left(Instant now) {
            return Duration.ZERO;
        }
    }
}
