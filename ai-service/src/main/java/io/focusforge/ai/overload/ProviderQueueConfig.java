package io.focusforge.ai.overload;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** What becomes of calls for which a provider has no place: `max-concurrency` are under way already. */
@ConfigMapping(prefix = "focusforge.provider-queue")
public interface ProviderQueueConfig {
    /** Whether a provider that gets slow, or turns calls away, is given fewer calls at once than `max-concurrency`, down to a quarter. */
    @WithDefault("true")
    boolean adaptive();

    /** How many calls may wait for a place at each provider; those beyond are refused. */
    @WithDefault("100")
    @Min(0)
    int maxWaiting();

    /** How long they wait. A call that can go to another target goes there instead. */
    @WithDefault("500ms")
    Duration maxWait();
}
