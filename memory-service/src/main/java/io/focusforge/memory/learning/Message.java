package io.focusforge.memory.learning;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.focusforge.memory.memories.NewMemory;
import io.focusforge.memory.memories.PlainText;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Locale;

/** One turn of a conversation. */
public record Message(
        @NotNull Role role,
        @NotBlank @Size(max = NewMemory.MAX_TEXT) @PlainText String content) {
    /** Who speaks. */
    public enum Role {
        @JsonProperty("user")
        USER,
        @JsonProperty("assistant")
        ASSISTANT,
        @JsonProperty("system")
        SYSTEM,
        @JsonProperty("tool")
        TOOL;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
