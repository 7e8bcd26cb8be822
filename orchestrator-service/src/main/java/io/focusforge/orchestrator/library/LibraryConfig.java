package io.focusforge.orchestrator.library;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** How many chains are kept. */
@ConfigMapping(prefix = "focusforge.chain-library")
public interface LibraryConfig {
    /** Chains that a tenant may have. */
    @WithDefault("200")
    @Min(1)
    @Max(10_000)
    int chains();

    /** Versions of a chain that are kept; for one more, another must be deleted. */
    @WithDefault("100")
    @Min(1)
    @Max(10_000)
    int versions();

    /** Chains that are kept in memory after they were read and checked. */
    @WithDefault("500")
    @Min(1)
    @Max(100_000)
    int inMemory();
}
