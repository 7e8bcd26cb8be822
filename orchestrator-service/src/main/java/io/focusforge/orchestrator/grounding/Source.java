package io.focusforge.orchestrator.grounding;

import java.util.UUID;

/** Something that an answer may quote. */
public sealed interface Source {
    String text();

    /** What a reader calls it. */
    String title();

    /**
     * A piece of a document.
     *
     * @param page null where the document has none
     */
    record Passage(UUID document, int version, String title, UUID chunk, Integer page, String text) implements Source {}

    /** Something that is remembered about the user. */
    record Memory(UUID memory, String text) implements Source {
        @Override
        public String title() {
            return "memory";
        }
    }
}
