package io.focusforge.memory.conversations;

import io.focusforge.memory.memories.PlainText;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** The request to call a conversation something else. */
public record NewTitle(@NotBlank @Size(max = 200) @PlainText String title) {}
