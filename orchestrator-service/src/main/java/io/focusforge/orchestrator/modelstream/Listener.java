package io.focusforge.orchestrator.modelstream;

/** Hears what a model says, on the context of the call; after {@code ended} or {@code failed} nothing more. */
public interface Listener {
    void text(String more);

    /** @param finish why it stopped, as OpenAI names it; null where it did not say */
    void ended(String model, String finish, Usage usage);

    void failed(ModelFailure failure);
}
