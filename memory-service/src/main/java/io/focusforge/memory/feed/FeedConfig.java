package io.focusforge.memory.feed;

import io.focusforge.common.sse.StreamsConfig;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The streams of changes under `/api/v1/memories/events`. */
@ConfigMapping(prefix = "focusforge.memory.feed")
public interface FeedConfig extends StreamsConfig {
    /** How long changes are kept, and so for how long one can be away and go on without a gap. */
    @WithDefault("7d")
    Duration retention();
}
