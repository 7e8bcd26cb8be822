package io.focusforge.memory.memories;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The request to remember something.
 *
 * @param text 1 to 20,500 characters: a task's title and description together
 * @param type {@code LONG_TERM} when left out
 * @param metadata at most 32 strings, numbers or booleans
 * @param importance 0 to 1, 0.5 when left out
 * @param expiresAt in the future; a short-term memory gets one when it is left out
 */
public record NewMemory(
        @NotBlank @Size(max = MAX_TEXT) @PlainText String text,
        MemoryType type,
        @Size(max = 32) Map<@NotBlank @Size(max = 100) @PlainText String, @Scalar Object> metadata,
        @Size(max = 20) List<@NotBlank @Size(max = 64) @PlainText String> tags,
        @DecimalMin("0") @DecimalMax("1") Double importance,
        Instant expiresAt) {
    public static final int MAX_TEXT = 20_500;
    private static final double DEFAULT_IMPORTANCE = 0.5;

    public NewMemory {
        type = type == null ? MemoryType.LONG_TERM : type;
        metadata = metadata == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(metadata));
        tags = tags == null ? List.of() : Collections.unmodifiableList(new ArrayList<>(tags));
        importance = importance == null ? DEFAULT_IMPORTANCE : importance;
    }

    Content content() {
        return new Content(text, type, metadata, tags.stream().distinct().toList(), importance);
    }
}
