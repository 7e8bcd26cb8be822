package io.focusforge.worker.job;

import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Where a job stands.
 *
 * <pre>
 *              dispatch              claim                 done
 *   Queued ───────────────► Dispatched ─────► Running ───────────────► Succeeded
 *    ▲ ▲ ▲                      │               │ │
 *    │ │ └── message was lost ──┘               │ └─ not worth a retry, or no attempt left ─► Dead
 *    │ └──── failed, lease ran out: backoff ────┤                                              │
 *    │       handed back: at once ──────────────┘                                              │
 *    └──────────────────────────────── retry by hand ──────────────────────────────────────────┤
 *                                                                                              │
 *   Queued, Dispatched, Running ──────── cancel ────────► Cancelled ───────────────────────────┘
 *
 *   Waiting ── its children have ended ──► Queued;  ── one that it needs has failed ──► Dead;  ── cancel ──► Cancelled
 * </pre>
 *
 * Dispatch, claim and the end of waiting happen to many jobs at once, as one SQL statement each; every other transition is a method here.
 */
public sealed interface JobState {
    /** As it is stored. */
    String name();

    /** Waits for its time, then for a place in its stream. */
    record Queued(Instant runAt) implements JobState {
        public static final String NAME = "queued";

        @Override
        public String name() {
            return NAME;
        }
    }

    /** Its children have not all ended. No one runs it before, whatever its time. */
    record Waiting() implements JobState {
        public static final String NAME = "waiting";

        @Override
        public String name() {
            return NAME;
        }
    }

    /** Its message is in the stream, or about to be. */
    record Dispatched() implements JobState {
        public static final String NAME = "dispatched";

        @Override
        public String name() {
            return NAME;
        }
    }

    /** A worker holds it until {@code leaseUntil}. {@code attempt} counts from 1. */
    record Running(int attempt, int maxAttempts, Instant leaseUntil) implements JobState {
        public static final String NAME = "running";

        @Override
        public String name() {
            return NAME;
        }

        public JobState end(JobResult result, RetryPolicy policy, Instant now, RandomGenerator random) {
            return switch (result) {
                case JobResult.Done done -> new Succeeded(now);
                case JobResult.Failed failed -> new Dead(now);
                case JobResult.Retry retry when attempt >= maxAttempts -> new Dead(now);
                case JobResult.Retry retry -> new Queued(now.plus(policy.delay(attempt, retry.atLeast(), random)));
            };
        }
    }

    /** Nothing happens to it any more, unless somebody asks for a retry. */
    sealed interface Finished extends JobState {
        Instant at();
    }

    record Succeeded(Instant at) implements Finished {
        public static final String NAME = "succeeded";

        @Override
        public String name() {
            return NAME;
        }
    }

    record Dead(Instant at) implements Finished {
        public static final String NAME = "dead";

        @Override
        public String name() {
            return NAME;
        }
    }

    record Cancelled(Instant at) implements Finished {
        public static final String NAME = "cancelled";

        @Override
        public String name() {
            return NAME;
        }
    }

    /** @return empty when it is too late; a running job's later finish is refused by its fencing number */
    default Optional<Cancelled> cancel(Instant now) {
        return switch (this) {
            case Waiting waiting -> Optional.of(new Cancelled(now));
            case Queued queued -> Optional.of(new Cancelled(now));
            case Dispatched dispatched -> Optional.of(new Cancelled(now));
            case Running running -> Optional.of(new Cancelled(now));
            case Finished finished -> Optional.empty();
        };
    }

    /** @return empty unless the job waits for a later time; its attempts stay counted */
    default Optional<Queued> promote(Instant now) {
        return this instanceof Queued queued && queued.runAt().isAfter(now)
                ? Optional.of(new Queued(now))
                : Optional.empty();
    }

    /** @return empty unless the job has ended without success */
    default Optional<Queued> retry(Instant now) {
        return switch (this) {
            case Dead dead -> Optional.of(new Queued(now));
            case Cancelled cancelled -> Optional.of(new Queued(now));
            case Waiting waiting -> Optional.empty();
            case Queued queued -> Optional.empty();
            case Dispatched dispatched -> Optional.empty();
            case Running running -> Optional.empty();
            case Succeeded succeeded -> Optional.empty();
        };
    }
}
