package io.focusforge.ai.extractive;

import java.util.List;

/** An answer: sentences of the context, in their order, or none. */
public record Extract(List<Citation> citations) {
    static final String NOTHING = "I found nothing about this in the context that I was given.";

    public Extract {
        citations = List.copyOf(citations);
    }

    /** The answer in pieces, as they are streamed. */
    public List<String> pieces() {
        return citations.isEmpty()
                ? List.of(NOTHING)
                : citations.stream().map(Extract::piece).toList();
    }

    public String text() {
        return String.join("", pieces());
    }

    private static String piece(Citation citation) {
        return "%s%s [%d]".formatted(citation.index() == 1 ? "" : " ", citation.text(), citation.index());
    }
}
