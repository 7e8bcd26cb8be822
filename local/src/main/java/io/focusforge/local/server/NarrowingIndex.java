package io.focusforge.local.server;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.AbstractUniqueIndex;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.QueryOperator;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.UUID;
import org.h2.mvstore.MVMap;

/**
 * The index of ids, which are the keys of the documents already: it keeps nothing of its own. It also answers what asks for more than the id:
 * the server checks the rest by itself, and would walk over the whole collection otherwise, as for every write that is guarded by a revision.
 */
final class NarrowingIndex extends AbstractUniqueIndex<Object> {
    private static final String ID = "_id";
    private static final String AND = "$and";

    private final MVMap<Object, Document> documents;

    NarrowingIndex(MVMap<Object, Document> documents, String name, List<IndexKey> keys, boolean sparse) {
        super(name, keys, sparse);
        this.documents = documents;
    }

    /** Whether an index is the one that this is made for. */
    static boolean isFor(List<IndexKey> keys) {
        return keys.size() == 1 && keys.getFirst().getKey().equals(ID);
    }

    @Override
    public synchronized boolean canHandle(Document query) {
        var narrow = narrow(query);
        return super.canHandle(narrow) && isPlain(narrow.get(ID));
    }

    @Override
    public synchronized Iterable<Object> getPositions(Document query) {
        return super.getPositions(narrow(query));
    }

    /** The document is there by the time. */
    @Override
    public synchronized void add(Document document, Object position, MongoCollection<Object> collection) {}

    /** The part of a query that asks for an id; the query itself where there is none. */
    private static Document narrow(Document query) {
        if (query.containsKey(ID)) {
            return new Document(ID, query.get(ID));
        }
        return query.get(AND) instanceof Collection<?> conditions
                ? conditions.stream()
                        .filter(condition -> condition instanceof Document document && document.containsKey(ID))
                        .findFirst()
                        .map(condition -> new Document(ID, ((Document) condition).get(ID)))
                        .orElse(query)
                : query;
    }

    // Others may be equal and yet not the same key, such as 1 and 1.0.
    private static boolean isPlain(Object id) {
        return switch (id) {
            case String _, ObjectId _, UUID _ -> true;
            case Document condition ->
                condition.size() == 1
                        && condition.get(QueryOperator.IN.getValue()) instanceof Collection<?> ids
                        && ids.stream().noneMatch(Document.class::isInstance)
                        && ids.stream().allMatch(NarrowingIndex::isPlain);
            case null, default -> false;
        };
    }

    // Its collection removes it next.
    @Override
    protected Object removeDocument(KeyValue key) {
        return getPosition(key);
    }

    @Override
    protected boolean putKeyPosition(KeyValue key, Object position) {
        throw new UnsupportedOperationException("ids are kept with their documents");
    }

    @Override
    protected Iterable<Entry<KeyValue, Object>> getIterable() {
        return () -> documents.keySet().stream()
                .map(id -> Map.entry(new KeyValue(id), id))
                .iterator();
    }

    @Override
    protected Object getPosition(KeyValue key) {
        var id = key.get(0);
        return id != null && documents.containsKey(id) ? id : null;
    }

    @Override
    public long getCount() {
        return documents.sizeAsLong();
    }

    @Override
    public boolean isEmpty() {
        return documents.isEmpty();
    }

    @Override
    public long getDataSize() {
        return getCount();
    }
}
