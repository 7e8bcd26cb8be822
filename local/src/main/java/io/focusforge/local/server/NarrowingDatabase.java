package io.focusforge.local.server;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/** A database that keeps its documents as BSON, and finds by its id whatever is asked for by id and more. */
final class NarrowingDatabase extends H2Database {
    /** What the parent puts before the names of collections. */
    private static final String DOCUMENTS = "databases.";

    private final MVStore store;

    // The parent opens the collections and indexes that are there.
    NarrowingDatabase(String name, MVStore store, CursorRegistry cursors) {
        this.store = store;
        super(name, store, cursors);
    }

    // A map is of the type that it was first opened with.
    @Override
    protected MongoCollection<Object> openOrCreateCollection(String collection, CollectionOptions options) {
        documents(collection);
        return super.openOrCreateCollection(collection, options);
    }

    @Override
    protected Index<Object> openOrCreateUniqueIndex(
            String collection, String name, List<IndexKey> keys, boolean sparse) {
        if (!NarrowingIndex.isFor(keys)) {
            return super.openOrCreateUniqueIndex(collection, name, keys, sparse);
        }
        removeOwnMap(collection, name);
        return new NarrowingIndex(documents(collection), name, keys, sparse);
    }

    // Earlier releases kept the ids once more.
    private void removeOwnMap(String collection, String name) {
        var map = getFullCollectionNamespace(collection) + "._index_" + name;
        if (store.hasMap(map)) {
            store.removeMap(map);
        }
    }

    private MVMap<Object, Document> documents(String collection) {
        return store.openMap(
                DOCUMENTS + getFullCollectionNamespace(collection),
                new MVMap.Builder<Object, Document>().valueType(new DocumentType()));
    }
}
