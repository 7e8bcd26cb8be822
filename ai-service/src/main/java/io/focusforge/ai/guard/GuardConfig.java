package io.focusforge.ai.guard;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What happens to prompts of tenants that say nothing else by `/api/v1/guardrails`. */
@ConfigMapping(prefix = "focusforge.guard")
public interface GuardConfig {
    /** `off`, `mask`: providers and clients get placeholders for personal data, or `restore`: the clients get back what they sent. */
    @WithDefault("off")
    Masking mask();

    /** Whether what tools have returned is marked as data. */
    @WithDefault("false")
    boolean markToolResults();

    /** How often changed settings are looked for: after this time a change is known to every pod. */
    @WithDefault("1S")
    Duration changesEvery();
}
