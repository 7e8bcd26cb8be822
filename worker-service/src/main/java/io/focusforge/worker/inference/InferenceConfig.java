package io.focusforge.worker.inference;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How models are asked in the background. */
@ConfigMapping(prefix = "focusforge.inference")
public interface InferenceConfig {
    /** Prompts of one job that are put to the model at once; a job can ask for fewer. */
    @WithDefault("4")
    @Min(1)
    @Max(64)
    int concurrency();

    /** How long the model may take for one prompt. */
    @WithDefault("60S")
    Duration timeout();

    /** How long the answers of a job that is not done are kept for its next attempts. */
    @WithDefault("7D")
    Duration retention();
}
