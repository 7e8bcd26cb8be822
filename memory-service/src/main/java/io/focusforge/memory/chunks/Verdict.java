package io.focusforge.memory.chunks;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vertx.mutiny.sqlclient.Row;
import java.util.UUID;

/**
 * Whether a quote is in its chunk.
 *
 * @param span where the quote is within the text that was extracted from the document
 * @param reason why it is not; absent when it is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Verdict(
        UUID chunk, boolean valid, UUID document, Integer version, Integer page, Hit.Span span, Reason reason) {
    /** Why a citation is wrong. */
    public enum Reason {
        /** There is none with this id that the caller may see; its document may have a newer version. */
        UNKNOWN_CHUNK,
        /** The chunk says something else. */
        NOT_IN_CHUNK
    }

    static Verdict right(Row chunk, Hit.Span within) {
        var start = chunk.getInteger("start_char");
        var page = chunk.getInteger("page");
        return new Verdict(
                chunk.getUUID("chunk_id"),
                true,
                chunk.getUUID("document_id"),
                chunk.getInteger("version"),
                page == 0 ? null : page,
                new Hit.Span(start + within.start(), start + within.end()),
                null);
    }

    static Verdict wrong(UUID chunk, Reason reason) {
        return new Verdict(chunk, false, null, null, null, null, reason);
    }
}
