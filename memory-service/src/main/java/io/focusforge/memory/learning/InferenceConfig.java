package io.focusforge.memory.learning;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How facts are taken out of what is said. */
@ConfigMapping(prefix = "focusforge.memory.inference")
public interface InferenceConfig {
    /** The model that reads; rules do when there is none. */
    @WithDefault("default")
    String model();

    /** How long the model may take; then rules read. */
    @WithDefault("8S")
    Duration timeout();

    /** How many tokens the model may answer with. */
    @WithDefault("2000")
    @Min(100)
    @Max(100000)
    int maxOutputTokens();

    /** How many facts are taken out of one request, at most. */
    @WithDefault("50")
    @Min(1)
    @Max(200)
    int maxFacts();

    /** How long the embeddings of facts are waited for, which find those that say the same in other words. */
    @WithDefault("2S")
    Duration embeddingTimeout();

    /**
     * The cosine similarity from which two facts of one place say the same in other words, if they also agree in numbers, names and
     * denials; how it was measured is in `docs/memory.md`. `1` for none but those of the same words.
     */
    @WithDefault("0.93")
    @DecimalMin("0.5")
    @DecimalMax("1")
    double duplicateSimilarity();
}
