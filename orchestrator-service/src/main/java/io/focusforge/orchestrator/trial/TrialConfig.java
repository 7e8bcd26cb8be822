package io.focusforge.orchestrator.trial;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How chains are tried. */
@ConfigMapping(prefix = "focusforge.chain-trials")
public interface TrialConfig {
    /** How long a trial may take. */
    @WithDefault("60S")
    Duration timeout();

    /** Steps of a trial, those within steps included. */
    @WithDefault("500")
    @Min(1)
    @Max(10_000)
    int steps();

    /** Trials that a replica has under way at once; those beyond are refused as `overloaded`. */
    @WithDefault("32")
    @Min(1)
    @Max(10_000)
    int atOnce();
}
