package io.focusforge.orchestrator.chain;

import java.time.Duration;
import java.util.Optional;

/** How the run of a chain ended. */
public sealed interface ChainOutcome<T> {
    /** The model answered, and what it said fits the schema. */
    record Answered<T>(T output, String model) implements ChainOutcome<T> {}

    /** The model cannot answer now; {@code retryAfter} is its own wish. */
    record Unavailable<T>(Optional<Duration> retryAfter, String reason) implements ChainOutcome<T> {}

    /** The model answered something else than was asked for. */
    record Invalid<T>(String reason) implements ChainOutcome<T> {}

    /** There is no model, and nobody expects one. */
    record NotConfigured<T>() implements ChainOutcome<T> {}
}
