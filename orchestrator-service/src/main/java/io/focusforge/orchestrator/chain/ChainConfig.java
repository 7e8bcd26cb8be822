package io.focusforge.orchestrator.chain;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How chains are run. */
@ConfigMapping(prefix = "focusforge.chains")
public interface ChainConfig {
    /** No run takes longer, whatever its chain allows. */
    @WithDefault("30S")
    Duration maxTimeout();

    /** How long it is taken for known whether a model is configured. */
    @WithDefault("3S")
    Duration modelCheck();
}
