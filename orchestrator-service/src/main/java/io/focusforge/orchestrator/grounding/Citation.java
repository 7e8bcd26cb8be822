package io.focusforge.orchestrator.grounding;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.UUID;

/**
 * A marker in an answer, and what stands behind it.
 *
 * @param marker its number in the text, as in {@code [1]}; the first is 1
 * @param at where in the text the marker ends, in UTF-16 units, when it stands there for the first time
 * @param quote words that were found in the source as it is stored
 * @param memory the source where it is one; else null
 * @param document the source where it is a piece of one, with what follows; else null
 * @param page absent where the document has none
 * @param span where the quote is within the text that was extracted from the document
 * @param isWithdrawn true when the document was deleted: then quote, title and span are absent; otherwise absent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Citation(
        int marker,
        int at,
        String quote,
        UUID memory,
        UUID document,
        Integer version,
        String title,
        UUID chunk,
        Integer page,
        Span span,
        @JsonProperty("withdrawn") Boolean isWithdrawn) {
    /** Characters; {@code end} is behind the last. */
    public record Span(int start, int end) {}

    Citation placed(int number, int end) {
        return new Citation(number, end, quote, memory, document, version, title, chunk, page, span, isWithdrawn);
    }

    /** Of a document that was deleted. */
    public Citation withdrawn() {
        return new Citation(marker, at, null, memory, document, version, null, chunk, page, null, true);
    }

    boolean isSameAs(Citation other) {
        return placed(0, 0).equals(other.placed(0, 0));
    }
}
