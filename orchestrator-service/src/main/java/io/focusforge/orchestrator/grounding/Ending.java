package io.focusforge.orchestrator.grounding;

import io.focusforge.orchestrator.modelstream.ModelFailure;
import io.focusforge.orchestrator.modelstream.Usage;

/** How an answer came to its end. */
public sealed interface Ending {
    /**
     * The model has said all.
     *
     * @param model the name by which it calls itself
     * @param finish as OpenAI names it
     * @param degraded whether another one than was meant to has answered
     */
    record Finished(String model, String finish, Usage usage, boolean degraded) implements Ending {}

    /** Somebody asked it to stop. */
    record Stopped() implements Ending {}

    /** There is no answer, or no more of it. */
    record Failed(ModelFailure failure) implements Ending {}
}
