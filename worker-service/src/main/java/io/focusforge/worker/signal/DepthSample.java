package io.focusforge.worker.signal;

/** How many jobs were ready. {@code slot} counts the times at which that is looked at; some may be missing. */
record DepthSample(long slot, long ready) {}
