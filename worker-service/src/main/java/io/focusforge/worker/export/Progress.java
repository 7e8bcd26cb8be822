package io.focusforge.worker.export;

/**
 * How far a stream has been exported.
 *
 * @param done what comes before this, and itself, has been exported
 * @param planned where the part ends that is being written; null while there is none
 */
record Progress(Position done, Position planned) {}
