package io.focusforge.worker.deadletter;

/** What is under an id. */
sealed interface Found {
    record Dead(DeadLetter letter) implements Found {}

    /** It may have been a dead letter once. */
    record NotDead() implements Found {}

    record Nothing() implements Found {}
}
