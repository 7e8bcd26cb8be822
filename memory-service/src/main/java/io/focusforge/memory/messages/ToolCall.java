package io.focusforge.memory.messages;

import io.focusforge.memory.memories.PlainText;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** What an assistant asks of a tool; the tool's message answers under the same id. Arguments are text, as the model wrote them. */
public record ToolCall(
        @NotBlank @Size(max = 128) @PlainText String id,
        @NotBlank @Size(max = 128) @PlainText String name,
        @NotNull @PlainText String arguments) {}
