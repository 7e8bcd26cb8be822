package io.focusforge.ai.breaker;

/** The answer to a replica that wants to try a model which had failed. */
sealed interface Lease {
    record Granted() implements Lease {}

    /** Another replica is trying it. */
    record Taken() implements Lease {}

    /** It is not to be tried: another replica has found out meanwhile how it is. */
    record Decided(SharedState state) implements Lease {}

    /** Nobody can be asked. */
    record Alone() implements Lease {}
}
