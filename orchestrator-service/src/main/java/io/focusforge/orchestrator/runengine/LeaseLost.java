package io.focusforge.orchestrator.runengine;

/** The engine was taken for dead: what it has in hand is not its own any more. */
final class LeaseLost extends RuntimeException {
    LeaseLost() {
        super("the engine has lost its lease", null, false, false);
    }
}
