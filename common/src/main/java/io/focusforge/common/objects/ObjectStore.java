package io.focusforge.common.objects;

import java.io.InputStream;
import java.util.Optional;

/**
 * Keeps objects. Blocking: call it on a virtual thread. What cannot be done within the configured time fails with an
 * {@link ObjectStoreException}, and may be tried again: every method can be repeated without harm.
 */
public interface ObjectStore extends AutoCloseable {
    /** What became of an object that was to be kept. */
    sealed interface Put {
        record Kept(long bytes) implements Put {}

        /** Nothing was stored. */
        record TooLarge(long limit) implements Put {}
    }

    /** Replaces what is there as a whole: nobody ever reads a part of it. Reads {@code content} to its end, but does not close it. */
    Put put(ObjectKey key, InputStream content, long atMost);

    /** @return a stream to be closed; empty when there is no such object */
    Optional<InputStream> open(ObjectKey key);

    /** Also when there is no such object. */
    void delete(ObjectKey key);

    @Override
    void close();
}
