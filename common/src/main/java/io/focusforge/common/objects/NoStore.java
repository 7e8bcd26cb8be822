package io.focusforge.common.objects;

import java.io.InputStream;
import java.util.Optional;

/** Stands for a store that nobody has configured. */
final class NoStore implements ObjectStore {
    @Override
    public Put put(ObjectKey key, InputStream content, long atMost) {
        throw absent();
    }

    @Override
    public Optional<InputStream> open(ObjectKey key) {
        throw absent();
    }

    @Override
    public void delete(ObjectKey key) {
        throw absent();
    }

    @Override
    public void close() {}

    private static ObjectStoreException absent() {
        return new ObjectStoreException("focusforge.objects.url is not set", null);
    }
}
