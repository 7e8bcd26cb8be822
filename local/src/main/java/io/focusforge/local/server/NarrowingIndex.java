package io.focusforge.local.server;

import de.bwaldvogel.mongo.backend.AbstractUniqueIndex;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.List;
import java.util.Map.Entry;
import org.h2.mvstore.MVMap;

/**
 * The index of ids, which also answers what asks for more than the id: the server checks the rest by itself, and would walk over the whole
 * collection otherwise, as for every write that is guarded by a revision.
 */
final class NarrowingIndex extends AbstractUniqueIndex<Object> {
    private static final String ID = "_id";
    private static final String AND = "$and";

    private final MVMap<KeyValue, Object> positions;

    NarrowingIndex(MVMap<KeyValue, Object> positions, String name, List<IndexKey> keys, boolean sparse) {
        super(name, keys, sparse);
        this.positions = positions;
    }

    /** Whether an index is the one that this is made for. */
    static boolean isFor(List<IndexKey> keys) {
        return keys.size() == 1 && keys.getFirst().getKey().equals(ID);
    }

    @Override
    public synchronized boolean canHandle(Document query) {
        return super.canHandle(narrow(query));
    }

    @Override
    public synchronized Iterable<Object> getPositions(Document query) {
        return super.getPositions(narrow(query));
    }

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

    @Override
    protected Object removeDocument(KeyValue key) {
        return positions.remove(key);
    }

    @Override
    protected boolean putKeyPosition(KeyValue key, Object position) {
        return positions.putIfAbsent(key, Missing.ofNullable(position)) == null;
    }

    @Override
    protected Iterable<Entry<KeyValue, Object>> getIterable() {
        return positions.entrySet();
    }

    @Override
    protected Object getPosition(KeyValue key) {
        return positions.get(key);
    }

    @Override
    public long getCount() {
        return positions.sizeAsLong();
    }

    @Override
    public boolean isEmpty() {
        return positions.isEmpty();
    }

    @Override
    public long getDataSize() {
        return getCount();
    }
}
