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

    /** How long a replica leaves it to another to work out the same result, at most; after that, or half of the step's time, it does so itself. */
    @WithDefault("30S")
    Duration flight();

    /** How often it looks whether the other is done. */
    @WithDefault("50ms")
    Duration flightLook();
}
