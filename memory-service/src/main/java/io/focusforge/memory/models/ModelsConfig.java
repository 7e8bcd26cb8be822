package io.focusforge.memory.models;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** How documents get to another embedding model. */
@ConfigMapping(prefix = "focusforge.documents.models")
public interface ModelsConfig {
    /** How often to look whether a set of vectors is to be filled or emptied; `off` when another replica does it. */
    @WithDefault("5s")
    String workEvery();

    /** How many chunks are embedded at once. */
    @WithDefault("64")
    @Min(1)
    @Max(500)
    int batchSize();
}
