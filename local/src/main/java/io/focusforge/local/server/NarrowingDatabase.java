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

/** A database that keeps its documents as BSON, finds by its id whatever is asked for by id and more, and has indexes that are not unique. */
final class NarrowingDatabase extends H2Database {
    /** What the parent puts before the names of collections. */
    private static final String DOCUMENTS = "databases.";

    private static final String META = "meta.";

    private final MVStore store;

    // The parent opens the collections and indexes that are there.
    NarrowingDatabase(String name, MVStore store, CursorRegistry cursors) {
        this.store = store;
        super(name, store, cursors);
    }

    @Override
    protected MongoCollection<Object> openOrCreateCollection(String collection, CollectionOptions options) {
        return new IndexedCollection(
                this,
                collection,
                options,
                documents(collection),
                store.openMap(META + getFullCollectionNamespace(collection)),
                cursorRegistry);
    }

    @Override
    protected Index<Object> openOrCreateUniqueIndex(
            String collection, String name, List<IndexKey> keys, boolean sparse) {
        if (!NarrowingIndex.isFor(keys)) {
            return super.openOrCreateUniqueIndex(collection, name, keys, sparse);
        }
        store.removeMap(indexName(collection, name)); // earlier releases kept the ids once more
        return new NarrowingIndex(documents(collection), name, keys, sparse);
    }

    @Override
    protected Index<Object> openOrCreateSecondaryIndex(
            String collection, String name, List<IndexKey> keys, boolean sparse) {
        var entries = store.openMap(
                indexName(collection, name), new MVMap.Builder<IndexEntry, Object>().keyType(new IndexEntryType()));
        return new OrderedIndex(entries, documents(collection), name, keys, sparse);
    }

    private String indexName(String collection, String name) {
        return getFullCollectionNamespace(collection) + "._index_" + name;
    }

    private MVMap<Object, Document> documents(String collection) {
        return store.openMap(
                DOCUMENTS + getFullCollectionNamespace(collection),
                new MVMap.Builder<Object, Document>().valueType(new DocumentType()));
    }
}
