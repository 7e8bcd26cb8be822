package io.focusforge.orchestrator.stepcache;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How results of steps are kept. */
@ConfigMapping(prefix = "focusforge.step-cache")
public interface StepCacheConfig {
    /** Memory for results, in each replica. */
    @WithDefault("32M")
    MemorySize memory();

    /** Larger results are not kept. */
    @WithDefault("256K")
    MemorySize maxEntry();

    /** How long Redis may take; after that a replica goes on by itself. */
    @WithDefault("200ms")
    Duration redisTimeout();

    /** How often Redis is tried again when it is away. */
    @WithDefault("1S")
    Duration redisCheck();

    /** How often events are looked at that end results; how long such an event may go unnoticed. */
    @WithDefault("300ms")
    Duration eventsEvery();
}
