package io.focusforge.memory.chunks;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;

/**
 * A piece of a document that answers.
 *
 * @param page absent where the document has none
 * @param span where the text is within the text that was extracted from the document
 * @param heading absent where there is none
 * @param score 0 to 1
 * @param explanation absent unless asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Hit(
        Source document,
        UUID chunk,
        Integer page,
        Span span,
        String heading,
        String text,
        double score,
        Explanation explanation) {
    /** The document, and which version of it. */
    public record Source(UUID id, int version, String title, String collection, String mediaType) {}

    /** Characters; {@code end} is behind the last. */
    public record Span(int start, int end) {}

    /** What the score was made of: the cosine of query and piece, its words as a share of what the query's can bring, and both by their weight. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Explanation(Double similarity, double words, double meaningPart, double wordsPart) {}

    Hit ranked(Fusion.Ranked ranked, boolean explained) {
        var said = explained ? ranked.explanation() : null;
        return new Hit(document, chunk, page, span, heading, text, ranked.score(), said);
    }
}
