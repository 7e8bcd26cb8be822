package io.focusforge.local.server;

import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import java.util.List;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/** A database that finds by its id whatever is asked for by id and more. */
final class NarrowingDatabase extends H2Database {
    private final MVStore store;

    // The parent opens the indexes that are there.
    NarrowingDatabase(String name, MVStore store, CursorRegistry cursors) {
        this.store = store;
        super(name, store, cursors);
    }

    @Override
    protected Index<Object> openOrCreateUniqueIndex(
            String collection, String name, List<IndexKey> keys, boolean sparse) {
        if (!NarrowingIndex.isFor(keys)) {
            return super.openOrCreateUniqueIndex(collection, name, keys, sparse);
        }
        MVMap<KeyValue, Object> positions = store.openMap(getFullCollectionNamespace(collection) + "._index_" + name);
        return new NarrowingIndex(positions, name, keys, sparse);
    }
}
