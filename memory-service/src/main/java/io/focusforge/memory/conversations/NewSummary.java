package io.focusforge.memory.conversations;

import io.focusforge.memory.memories.PlainText;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * The request to keep a summary of a conversation's beginning.
 *
 * @param upTo number of the last message that it covers
 */
public record NewSummary(
        @NotBlank @Size(max = 16_384) @PlainText String text,
        @NotNull @Min(1) Integer upTo) {}
