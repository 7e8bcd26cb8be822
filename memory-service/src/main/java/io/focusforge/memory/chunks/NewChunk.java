package io.focusforge.memory.chunks;

import io.focusforge.memory.memories.PlainText;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * A piece of a document's text.
 *
 * @param page 0 where there are none
 * @param start first character in the extracted text
 * @param end the one behind the last
 * @param heading above the text; may be empty
 */
public record NewChunk(
        @NotNull @Min(0) @Max(MAX_ORDINAL) Integer ordinal,
        @NotNull @Min(0) Integer page,
        @NotNull @Min(0) Integer start,
        @NotNull @Min(0) Integer end,
        @Size(max = 2_000) @PlainText String heading,
        @NotBlank @Size(max = 20_500) @PlainText String text) {
    static final int MAX_ORDINAL = 1_000_000;

    public NewChunk {
        heading = heading == null ? "" : heading;
    }

    /** What is embedded: a short piece is also found by what it is about. */
    String meaning() {
        return heading.isBlank() ? text : heading + "\n" + text;
    }
}
