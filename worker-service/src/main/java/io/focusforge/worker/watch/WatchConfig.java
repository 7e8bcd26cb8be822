package io.focusforge.worker.watch;

import io.focusforge.common.sse.StreamsConfig;
import io.smallrye.config.ConfigMapping;

/** The streams of jobs' events. */
@ConfigMapping(prefix = "focusforge.watch")
public interface WatchConfig extends StreamsConfig {}
