package io.focusforge.orchestrator.runapi;

import io.focusforge.common.sse.StreamsConfig;
import io.smallrye.config.ConfigMapping;

/** The streams of runs' events. */
@ConfigMapping(prefix = "focusforge.run-events")
public interface RunWatchConfig extends StreamsConfig {}
