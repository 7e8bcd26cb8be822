package io.focusforge.memory.search;

import io.focusforge.memory.memories.MemoryType;
import io.focusforge.memory.memories.NewMemory;
import io.focusforge.memory.memories.PlainText;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * What to look for.
 *
 * @param limit 1 to 50, 10 when left out
 * @param types all when left out
 * @param threshold the lowest score of an answer, 0 to 1
 */
public record SearchRequest(
        @NotBlank @Size(max = NewMemory.MAX_TEXT) @PlainText String query,
        @Min(1) @Max(MAX_LIMIT) Integer limit,
        @Size(min = 1, max = 4) List<@NotNull MemoryType> types,
        @DecimalMin("0") @DecimalMax("1") Double threshold) {
    static final int MAX_LIMIT = 50;
    private static final int DEFAULT_LIMIT = 10;

    public SearchRequest {
        limit = limit == null ? DEFAULT_LIMIT : limit;
        types = types == null ? List.of(MemoryType.values()) : types;
    }
}
