package io.focusforge.local.server;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.h2.mvstore.MVMap;

/**
 * An index that is not unique, which the server does not have by itself: it would walk over the whole collection for each page of a list. It
 * finds by fields that are equal to something, and a bound of the next one, and gives the documents in the order of what follows. An array
 * stands at each of its values. What is found is a little too much: the query is still to be checked.
 */
final class OrderedIndex extends Index<Object> {
    private static final String ID = "_id";
    private static final Object MISSING = Missing.getInstance();
    /** Is there when all documents are. */
    private static final IndexEntry COMPLETE = new IndexEntry(List.of(), "complete");

    private final MVMap<IndexEntry, Object> entries;
    private final MVMap<Object, Document> documents;

    OrderedIndex(
            MVMap<IndexEntry, Object> entries,
            MVMap<Object, Document> documents,
            String name,
            List<IndexKey> keys,
            boolean sparse) {
        super(name, keys, sparse);
        this.entries = entries;
        this.documents = documents;
        if (isEmpty()) {
            entries.clear();
        }
    }

    /**
     * The entries that a query has to look at.
     *
     * @param fixed how many fields are equal to something
     * @param bounded whether the next one has a bound
     */
    record Range(OrderedIndex index, int fixed, boolean bounded, IndexEntry from, IndexEntry to) {
        /** The more, the fewer documents. */
        int worth() {
            return 2 * fixed + (bounded ? 1 : 0);
        }

        /** Whether a walk gives documents in this order, or the reverse of it. */
        boolean isIn(Order order) {
            return order.follows(index.keys().subList(fixed, index.keys().size()));
        }

        Walk<IndexEntry> walk(boolean backwards, Predicate<Document> wanted) {
            var first = backwards ? to : from;
            var end = backwards ? from : to;
            return new Walk<>(
                    last -> index.entries.cursor(last == null ? first : last, end, backwards),
                    entry -> index.document(entry, this, backwards),
                    wanted);
        }
    }

    /** Empty when the index is of no use for a query. */
    Optional<Range> range(Conditions conditions) {
        var fixed = new ArrayList<>();
        var fields = keys().iterator();
        while (fields.hasNext()) {
            var field = fields.next();
            var equal = conditions.equal(field);
            if (equal.isEmpty()) {
                return range(conditions, fixed, field);
            }
            fixed.add(normal(equal.get()));
        }
        return Optional.of(new Range(this, fixed.size(), false, IndexEntry.before(fixed), IndexEntry.after(fixed)));
    }

    // One bound only: of an array, one value may be above the lower bound, and another below the upper one.
    private Optional<Range> range(Conditions conditions, List<Object> fixed, String field) {
        var low = conditions.atLeast(field).map(bound -> with(fixed, normal(bound)));
        var high = low.isPresent()
                ? Optional.<List<Object>>empty()
                : conditions.atMost(field).map(bound -> with(fixed, normal(bound)));
        var bounded = low.isPresent() || high.isPresent();
        return fixed.isEmpty() && !bounded
                ? Optional.empty()
                : Optional.of(new Range(
                        this,
                        fixed.size(),
                        bounded,
                        IndexEntry.before(low.orElse(fixed)),
                        IndexEntry.after(high.orElse(fixed))));
    }

    // Null when the entry has gone meanwhile, or another one of the same array stands for the document.
    private Document document(IndexEntry entry, Range range, boolean backwards) {
        var document = documents.get(entry.position());
        if (document == null) {
            return null;
        }
        var inRange = entries(document, entry.position()).subSet(range.from, true, range.to, true);
        var first = inRange.isEmpty() ? null : backwards ? inRange.last() : inRange.first();
        return first != null && first.compareTo(entry) == 0 ? document : null;
    }

    private TreeSet<IndexEntry> entries(Document document, Object position) {
        var values = keys().stream()
                .map(key -> values(Utils.getSubdocumentValueCollectionAware(document, key)))
                .toList();
        var entries = new TreeSet<IndexEntry>();
        if (isSparse() && values.stream().allMatch(List.of(MISSING)::equals)) {
            return entries;
        }
        combinations(values).forEach(row -> entries.add(new IndexEntry(row, position)));
        return entries;
    }

    private static List<Object> values(Object value) {
        if (value instanceof Collection<?> several && !several.isEmpty()) {
            return several.stream().map(OrderedIndex::normal).distinct().toList();
        }
        return List.of(value instanceof Collection ? MISSING : normal(value));
    }

    private static List<List<Object>> combinations(List<List<Object>> values) {
        var rows = List.<List<Object>>of(List.of());
        for (var column : values) {
            rows = rows.stream()
                    .flatMap(row -> column.stream().map(value -> with(row, value)))
                    .toList();
        }
        return rows;
    }

    private static List<Object> with(List<Object> values, Object further) {
        return Stream.concat(values.stream(), Stream.of(further)).toList();
    }

    private static Object normal(Object value) {
        return Missing.ofNullable(
                new KeyValue(value == null ? MISSING : value).normalized().get(0));
    }

    /** To be called when all documents have been added. */
    void complete() {
        entries.put(COMPLETE, true);
    }

    /** Whether it has still to be filled, of which the beginning may have been done before a crash. */
    @Override
    public boolean isEmpty() {
        return !entries.containsKey(COMPLETE);
    }

    @Override
    public void add(Document document, Object position, MongoCollection<Object> collection) {
        entries(document, position).forEach(entry -> entries.put(entry, true));
    }

    @Override
    public Object remove(Document document) {
        var position = document.get(ID);
        entries(document, position).forEach(entries::remove);
        return position;
    }

    @Override
    public void updateInPlace(Document before, Document after, Object position, MongoCollection<Object> collection) {
        var old = entries(before, position);
        var next = entries(after, position);
        next.stream().filter(entry -> !old.contains(entry)).forEach(entry -> entries.put(entry, true));
        old.stream().filter(entry -> !next.contains(entry)).forEach(entries::remove);
    }

    @Override
    public long getCount() {
        return entries.sizeAsLong();
    }

    @Override
    public long getDataSize() {
        return getCount();
    }

    /** Always null: the index of ids says where a document is. */
    @Override
    public Object getPosition(Document document) {
        return null;
    }

    @Override
    public boolean canHandle(Document query) {
        return false;
    }

    @Override
    public Iterable<Object> getPositions(Document query) {
        throw new UnsupportedOperationException("ranges are looked up, not single keys");
    }

    @Override
    public void checkAdd(Document document, MongoCollection<Object> collection) {}

    @Override
    public void checkUpdate(Document before, Document after, MongoCollection<Object> collection) {}

    @Override
    public void drop() {}
}
