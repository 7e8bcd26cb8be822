package io.focusforge.memory.vectors;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** How the nearest chunks are found. */
@ConfigMapping(prefix = "focusforge.documents.vectors")
public interface VectorConfig {
    /** Up to how many chunks all are compared with the query; where a caller may see more, the index leads to the nearest. */
    @WithDefault("2000")
    @Min(1)
    @Max(1000000)
    int exactUpTo();

    /** How many candidates the index keeps while it looks (`hnsw.ef_search`): more find more of the nearest, and take longer. */
    @WithDefault("250")
    @Min(10)
    @Max(1000)
    int candidates();

    /** How many chunks the index visits at most where few of them are the caller's (`hnsw.max_scan_tuples`); then all of the caller's are compared. */
    @WithDefault("20000")
    @Min(1000)
    @Max(1000000)
    int mostVisited();
}
