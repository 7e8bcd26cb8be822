package io.focusforge.memory.documents;

import io.focusforge.common.sse.StreamsConfig;
import io.smallrye.config.ConfigMapping;

/** The streams of documents' events. */
@ConfigMapping(prefix = "focusforge.documents.watch")
public interface FollowConfig extends StreamsConfig {}
