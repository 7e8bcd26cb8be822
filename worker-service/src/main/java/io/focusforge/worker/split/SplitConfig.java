package io.focusforge.worker.split;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** Cutting texts into pieces. */
@ConfigMapping(prefix = "focusforge.split")
public interface SplitConfig {
    /** How many tokens of the embedding model a piece may have, the heading above it included. The model was trained with no more than 256. */
    @WithDefault("256")
    @Min(64)
    @Max(512)
    int maxTokens();

    /** How many tokens of whole sentences a piece may repeat from the end of the one before it. */
    @WithDefault("40")
    @Min(0)
    @Max(128)
    int overlapTokens();
}
