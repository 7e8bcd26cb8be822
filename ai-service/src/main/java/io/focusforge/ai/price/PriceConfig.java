package io.focusforge.ai.price;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Pattern;

/** The prices that operators set at run time. */
@ConfigMapping(prefix = "focusforge.prices")
public interface PriceConfig {
    /** How often a replica reads what was set at another one, such as `10s`. */
    @WithDefault("10s")
    @Pattern(regexp = "\\d+[smh]")
    String refreshEvery();
}
