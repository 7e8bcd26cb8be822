package io.focusforge.memory.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** How it is noted that memories were of use. */
@ConfigMapping(prefix = "focusforge.memory.access")
public interface AccessConfig {
    /** How often it is written down; `off` for never. */
    @WithDefault("30S")
    String writeEvery();

    /** Of how many memories it is kept in mind until then; of more it is forgotten. */
    @WithDefault("10000")
    @Min(1)
    @Max(1_000_000)
    int mostNoted();
}
