package io.focusforge.worker.payload;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** Payloads in the object store. */
@ConfigMapping(prefix = "focusforge.payloads")
public interface PayloadsConfig {
    /** The largest payload that can be uploaded. Each running job that has one holds it in memory. */
    @WithDefault("16M")
    MemorySize maxSize();

    /** How many payloads a tenant can have at a time. */
    @WithDefault("10000")
    @Min(1)
    @Max(1000000)
    int maxPerTenant();

    /** How many payloads are checked against the type of their job at once; those beyond are refused as `overloaded`. */
    @WithDefault("4")
    @Min(1)
    @Max(64)
    int checks();

    /** How long a payload is kept without a job that refers to it, counted from its upload or from when it was last seen to have one. */
    @WithDefault("1D")
    Duration keptUnused();
}
