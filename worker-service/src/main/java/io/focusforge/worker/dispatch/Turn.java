package io.focusforge.worker.dispatch;

import io.focusforge.worker.job.StreamKey;
import java.util.UUID;

/** How many jobs of a stream a tenant may have started or dispatched in a round. */
record Turn(StreamKey stream, UUID tenant, int places) {}
