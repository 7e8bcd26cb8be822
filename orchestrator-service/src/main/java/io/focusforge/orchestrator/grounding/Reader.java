package io.focusforge.orchestrator.grounding;

/** Who gets an answer as it is made, on its context. */
public interface Reader {
    void text(String more);

    /** Behind the text that ends with its marker, when a marker is there for the first time. */
    void cited(Citation citation);

    /** Nothing comes after it. */
    void ended(Ending ending);
}
