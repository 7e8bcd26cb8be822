package io.focusforge.chaos.world;

import java.io.IOException;
import java.util.Map;

/** The Redis of a run, in one of the shapes that the product supports. */
public sealed interface Redis extends AutoCloseable permits SingleRedis, SentinelRedis {
    /** What the worker of this number needs to know to find it. */
    Map<String, String> settings(int worker);

    /** Drops all data. */
    void flush() throws IOException;

    /** @return bytes that its data takes at the moment */
    long usedMemory() throws IOException;

    @Override
    void close();
}
