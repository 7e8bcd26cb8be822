package io.focusforge.ai.budget;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;

/** What may be spent. */
@ConfigMapping(prefix = "focusforge.budgets")
public interface BudgetConfig {
    /** How old what a replica knows of hard limits may be; a change at another replica holds after this time. */
    @WithDefault("5S")
    Duration cacheFor();

    /** How long the counts of past periods are kept. */
    @WithDefault("400D")
    Duration periodsKept();

    /** How often older ones are removed, such as `60m`; `off` for never. */
    @WithDefault("60m")
    @Pattern(regexp = "off|\\d+[smh]")
    String purgeEvery();
}
