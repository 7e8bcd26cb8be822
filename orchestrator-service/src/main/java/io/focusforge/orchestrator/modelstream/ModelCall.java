package io.focusforge.orchestrator.modelstream;

/** A model that is speaking. To be used on the context of the call. */
public interface ModelCall {
    /** Nothing is said until {@code resume}, but for what has been read already. */
    void pause();

    void resume();

    /** Nobody listens any more: the call ends at the model too. */
    void cancel();
}
