package io.focusforge.ai.key;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** API keys that are shown to this service itself. */
@ConfigMapping(prefix = "focusforge.keys")
public interface KeyConfig {
    /** How long the gateway has to say whose key it is. */
    @WithDefault("2S")
    @DurationMin(millis = 10)
    Duration timeout();

    /** How long keys that are known go on being taken while the gateway cannot be asked; what was revoked meanwhile is too. */
    @WithDefault("5M")
    @DurationMin(nanos = 0)
    @DurationMax(hours = 24)
    Duration gatewayAway();

    /** How many keys are remembered, unknown ones included. */
    @WithDefault("100000")
    @Min(1)
    long cacheSize();

    /** How many keys that are not known may be asked about at once; requests with others are refused as `overloaded`. */
    @WithDefault("32")
    @Min(1)
    int maxLookups();
}
