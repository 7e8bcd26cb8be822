package io.focusforge.memory.conversations;

import io.focusforge.memory.memories.PlainText;
import io.focusforge.memory.memories.Scalar;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The request to begin a conversation.
 *
 * @param title may be left out
 * @param metadata at most 32 strings, numbers or booleans
 */
public record NewConversation(
        @Size(min = 1, max = 200) @PlainText String title,
        @Size(max = 32) Map<@NotBlank @Size(max = 100) @PlainText String, @Scalar Object> metadata) {
    public NewConversation {
        metadata = metadata == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(metadata));
    }
}
