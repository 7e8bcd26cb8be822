package io.focusforge.memory.embedding;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Which embeddings memories are found by. */
@ConfigMapping(prefix = "focusforge.memory.embedding")
public interface EmbeddingConfig {
    /** The model of ai-service; it has 384 dimensions. */
    @WithDefault("all-minilm-l6-v2")
    String model();

    /** How much is kept of what was embedded last; `0` to keep nothing. */
    @WithDefault("4M")
    MemorySize cacheSize();

    /** How long it is kept after its last use: what a person who was erased has said must not stay for ever. */
    @WithDefault("10M")
    Duration cacheFor();
}
