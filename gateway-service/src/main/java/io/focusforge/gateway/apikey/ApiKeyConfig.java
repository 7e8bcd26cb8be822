package io.focusforge.gateway.apikey;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;

/** How API keys are looked up. */
@ConfigMapping(prefix = "focusforge.gateway.keys")
public interface ApiKeyConfig {
    /** How long a look-up is remembered, and so the longest time until a revocation is noticed by every replica; at most a minute, within which the token that was signed for the key does not expire. */
    @WithDefault("5S")
    @DurationMax(minutes = 1)
    Duration cacheTtl();

    /** How long the keys of a person who was erased still read the receipt of that, and nothing else. */
    @WithDefault("30D")
    Duration receiptsFor();

    /** How many keys are remembered, unknown ones included. */
    @WithDefault("100000")
    @Min(1)
    long cacheSize();

    /** How many look-ups may run in the database at once; requests beyond are refused as `overloaded`. */
    @WithDefault("64")
    @Min(1)
    int maxLookups();
}
