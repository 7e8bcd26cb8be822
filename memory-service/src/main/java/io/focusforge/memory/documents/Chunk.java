package io.focusforge.memory.documents;

import io.focusforge.memory.memories.PlainText;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * A piece of a document, as the worker has cut it.
 *
 * @param ordinal from 0, without gaps
 * @param page from 1; 0 where there are no pages
 * @param start of {@code text} in the extracted text, in characters
 * @param end behind its last character
 * @param heading the headings above it; empty where there is none
 */
public record Chunk(
        @Min(0) int ordinal,
        @Min(0) int page,
        @Min(0) int start,
        @Min(1) int end,
        @NotNull @Size(max = 2_000) @PlainText String heading,
        @NotBlank @Size(max = 20_000) @PlainText String text) {}
