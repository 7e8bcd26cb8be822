package io.focusforge.memory.embedding;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Which embeddings memories are found by. */
@ConfigMapping(prefix = "focusforge.memory.embedding")
public interface EmbeddingConfig {
    /** The model of ai-service; it has 384 dimensions. */
    @WithDefault("all-minilm-l6-v2")
    String model();
}
