package io.focusforge.ai.embedding;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The embedding model in process. */
@ConfigMapping(prefix = "focusforge.embeddings")
public interface EmbeddingsConfig {
    /** When the model is loaded: `on-demand`, with the first text, which waits a second for it, or `at-start`, and then the service is not ready without it. It takes some 150 MB. */
    @WithDefault("on-demand")
    Load load();

    /** When the model is loaded. */
    enum Load {
        ON_DEMAND,
        AT_START
    }

    /** How many texts are embedded at once; more than there are cores brings nothing. */
    @WithDefault("2")
    @Min(1)
    int threads();

    /** How many texts may wait for a thread; the next request is refused as `overloaded`. */
    @WithDefault("128")
    @Min(1)
    int queueSize();

    /** How long a request may take. */
    @WithDefault("10S")
    Duration timeout();

    /** How much memory the cache of embeddings takes; one needs about 2 KB. */
    @WithDefault("16M")
    MemorySize cacheSize();

    /** How long an embedding is kept after it was last asked for. */
    @WithDefault("15M")
    Duration cacheFor();

    /** How many texts of several callers go to a provider in one request. The model in process takes each text by itself, which is faster there. */
    @WithDefault("64")
    @Min(1)
    int batchSize();

    /** How long the first of them waits for more. */
    @WithDefault("3ms")
    Duration batchWait();

    /** Where the model and its native libraries (55 MB) are kept between starts: a directory that only this service's user can write. A temporary one, removed at the end, when it is not set. */
    Optional<Path> directory();
}
