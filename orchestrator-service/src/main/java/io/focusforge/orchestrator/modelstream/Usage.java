package io.focusforge.orchestrator.modelstream;

/** Tokens, as the model counted them; 0 where it did not say. */
public record Usage(int prompt, int answer) {
    public static final Usage UNKNOWN = new Usage(0, 0);
}
