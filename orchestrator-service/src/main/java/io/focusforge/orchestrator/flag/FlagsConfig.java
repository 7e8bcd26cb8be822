package io.focusforge.orchestrator.flag;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How feature flags are kept. */
@ConfigMapping(prefix = "focusforge.flags")
public interface FlagsConfig {
    /** Flags that a tenant may have. */
    @WithDefault("200")
    @Min(1)
    @Max(10_000)
    int perTenant();

    /** Tenants whose flags, and rollouts of chains, a replica keeps in memory. */
    @WithDefault("10000")
    @Min(1)
    @Max(1_000_000)
    int tenantsInMemory();

    /** How old what is in memory may be: so long a change takes to hold on other replicas. */
    @WithDefault("900ms")
    Duration oldest();

    /** How often the runs of chains that are rolled out, and the answers of models by flag, are looked at; `off` to look never, and to roll back nothing. */
    @WithDefault("2s")
    String judgeEvery();
}
