package io.focusforge.ai.batch;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;

/** Many prompts in one request. */
@ConfigMapping(prefix = "focusforge.batches")
public interface BatchConfig {
    /** How many prompts of one request are under way at once; a provider's own `max-concurrency` holds besides. */
    @WithDefault("8")
    @Min(1)
    int maxConcurrency();

    /** How many prompts one request may hold. */
    @WithDefault("100")
    @Min(1)
    int maxRequests();
}
