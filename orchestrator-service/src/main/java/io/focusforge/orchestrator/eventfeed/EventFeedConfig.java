package io.focusforge.orchestrator.eventfeed;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** The streams of events under `/api/v1/events`. */
@ConfigMapping(prefix = "focusforge.event-feed")
public interface EventFeedConfig {
    /** How far back a stream can begin; the events themselves are kept for good. */
    @WithDefault("30d")
    Duration retention();

    /** How often a replica looks for new events; nobody is told sooner. */
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
