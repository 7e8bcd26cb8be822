package io.focusforge.orchestrator.eventfeed;

import io.focusforge.common.sse.StreamsConfig;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The streams of events under `/api/v1/events`. */
@ConfigMapping(prefix = "focusforge.event-feed")
public interface EventFeedConfig extends StreamsConfig {
    /** How far back a stream can begin; the events themselves are kept for good. */
    @WithDefault("30d")
    Duration retention();
}
