package io.focusforge.common.sse;

import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** The streams of one kind at a replica; to be extended by the mapping that names its prefix. */
public interface StreamsConfig {
    /** How often a replica looks for news of what is followed there; nobody is told sooner. */
    @WithDefault("250ms")
    Duration lookEvery();

    /** A stream that has nothing to say sends a comment this often, so that no proxy closes it. */
    @WithDefault("10s")
    Duration keepAlive();

    /** A stream is ended after this; its client comes back with the id of the last event, and goes on. */
    @WithDefault("30m")
    Duration longest();

    /** Streams of a replica; those beyond are refused as `overloaded`. Each takes a connection from the gateway. */
    @WithDefault("200")
    @Min(0)
    @Max(10000)
    int maxStreams();

    /** Streams of one tenant at a replica; those beyond are refused as `rate_limited`. */
    @WithDefault("50")
    @Min(0)
    @Max(10000)
    int maxStreamsPerTenant();
}
