package io.focusforge.ai.guard;

/**
 * A text of a prompt, and where it stands in the body, quotes included.
 *
 * @param role who says it
 * @param kind what it is for the one who says it
 * @param extension what the caller says of it; null when nothing
 */
record PromptText(String role, Kind kind, String text, Splice.Span span, Extension extension) {
    enum Kind {
        CONTENT,
        /** Of a call, as JSON within a string. */
        ARGUMENTS
    }

    /**
     * The member {@code focusforge} of a part.
     *
     * @param span of the name and its value
     */
    record Extension(boolean untrusted, Splice.Span span) {}

    PromptText withRole(String other) {
        return new PromptText(other, kind, text, span, extension);
    }

    PromptText with(Extension said) {
        return new PromptText(role, kind, text, span, said);
    }

    boolean isUntrusted() {
        return extension != null && extension.untrusted();
    }
}
