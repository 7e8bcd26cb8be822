package io.focusforge.memory.chunks;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How the pieces of documents are kept and found. */
@ConfigMapping(prefix = "focusforge.documents.chunks")
public interface ChunksConfig {
    /** How long ai-service may take for a batch of pieces. */
    @WithDefault("30S")
    Duration embeddingTimeout();

    /** How long the embedding of a query is waited for; then words alone decide, and the answer is marked as degraded. */
    @WithDefault("400MS")
    Duration queryTimeout();

    /** How many candidates meaning and words propose each, for each result that is asked for. */
    @WithDefault("5")
    @Min(2)
    @Max(50)
    int candidatesPerResult();

    /** Weight of the meaning, 0 to 1; the words have the rest. */
    @WithDefault("0.6")
    @DecimalMin("0")
    @DecimalMax("1")
    double meaningWeight();

    /** How often pieces of old versions and of deleted documents are removed; `off` when another replica does it. */
    @WithDefault("10s")
    String sweepEvery();
}
