package io.focusforge.memory.search;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.memory.filter.Filter;
import io.focusforge.memory.filter.FilterReader;
import io.focusforge.memory.memories.Label;
import io.focusforge.memory.memories.MemoryType;
import io.focusforge.memory.memories.NewMemory;
import io.focusforge.memory.memories.PlainText;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What to look for.
 *
 * @param limit 1 to 50, 10 when left out
 * @param types all when left out
 * @param namespace all when left out
 * @param filter conditions on tags, metadata, times and more; {@code docs/memory.md} has its grammar
 * @param threshold the lowest score of an answer, 0 to 1
 * @param weights as configured where left out
 * @param diversity 0 to 1: how much answers are chosen for what those before them do not say; 0 when left out
 * @param explain whether each answer says how its score came about
 */
public record SearchRequest(
        @NotBlank @Size(max = NewMemory.MAX_TEXT) @PlainText String query,
        @Min(1) @Max(MAX_LIMIT) Integer limit,
        @Size(min = 1, max = 4) List<@NotNull MemoryType> types,
        @Label String namespace,
        @Schema(implementation = Object.class) JsonNode filter,
        @DecimalMin("0") @DecimalMax("1") Double threshold,
        @Valid Weights weights,
        @DecimalMin("0") @DecimalMax("1") Double diversity,
        Boolean explain) {
    static final int MAX_LIMIT = 50;
    private static final int DEFAULT_LIMIT = 10;

    public SearchRequest {
        limit = limit == null ? DEFAULT_LIMIT : limit;
        types = types == null ? List.of(MemoryType.values()) : types;
        weights = weights == null ? Weights.AS_CONFIGURED : weights;
        diversity = diversity == null ? 0.0 : diversity;
        explain = explain != null && explain;
    }

    /** A {@code null} says no more than nothing. */
    Optional<Filter> conditions() {
        return Optional.ofNullable(filter)
                .filter(json -> !json.isNull())
                .map(json -> FilterReader.read(json, MemoryFields.ALL));
    }
}
