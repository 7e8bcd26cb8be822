package io.focusforge.memory.chunks;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.memory.memories.PlainText;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What to look for in documents.
 *
 * @param limit 1 to 50, 10 when left out
 * @param collections all when left out
 * @param documents all when left out
 * @param filter conditions on collection, title, mediaType, times and metadata, in the language of memories' filters
 * @param threshold the lowest score of an answer, 0 to 1
 * @param weights how much meaning and words count; those of the configuration when left out
 * @param explain whether to say of what each score consists
 */
public record DocumentSearch(
        @NotBlank @Size(max = 4_000) @PlainText String query,
        @Min(1) @Max(MAX_LIMIT) Integer limit,
        @Size(min = 1, max = 50) List<@NotBlank @Size(max = 64) @PlainText String> collections,
        @Size(min = 1, max = 100) List<@NotNull UUID> documents,
        @Schema(implementation = Object.class) JsonNode filter,
        @DecimalMin("0") @DecimalMax("1") Double threshold,
        @Valid Weights weights,
        Boolean explain) {
    static final int MAX_LIMIT = 50;
    private static final int DEFAULT_LIMIT = 10;

    public DocumentSearch {
        limit = limit == null ? DEFAULT_LIMIT : limit;
        threshold = threshold == null ? 0 : threshold;
        explain = explain != null && explain;
    }

    /** Whether words count, or are to be explained. */
    boolean asksForWords() {
        return weights == null || weights.words() > 0 || explain;
    }

    /** Both may be anything from 0 to 1; only their ratio counts. */
    public record Weights(
            @NotNull @DecimalMin("0") @DecimalMax("1") Double meaning,
            @NotNull @DecimalMin("0") @DecimalMax("1") Double words) {
        @AssertTrue(message = "meaning and words cannot both have no weight")
        @JsonIgnore
        public boolean isAny() {
            return meaning == null || words == null || meaning + words > 0;
        }
    }
}
