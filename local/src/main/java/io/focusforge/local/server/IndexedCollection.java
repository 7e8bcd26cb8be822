package io.focusforge.local.server;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.h2.H2Collection;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.h2.mvstore.MVMap;

/**
 * A collection that looks up in its {@link OrderedIndex}es, holds no more of an answer than is asked for at a time, and gives copies to what
 * changes documents: those that are in the store may be on their way to the file, or to another client.
 */
final class IndexedCollection extends H2Collection {
    private final MVMap<Object, Document> documents;

    IndexedCollection(
            MongoDatabase database,
            String name,
            CollectionOptions options,
            MVMap<Object, Document> documents,
            MVMap<String, Object> meta,
            CursorRegistry cursors) {
        super(database, name, options, documents, meta, cursors);
        this.documents = documents;
    }

    @Override
    public void addIndex(Index<Object> index) {
        super.addIndex(index);
        if (index instanceof OrderedIndex ordered) {
            ordered.complete();
        }
    }

    @Override
    protected QueryResult queryDocuments(
            Document query, Document orderBy, int skipped, int limit, int batchSize, Document fields) {
        var order = new Order(orderBy);
        var plan = plan(query, order);
        if (batchSize > 0 && plan.ordered() && (fields == null || fields.isEmpty())) {
            return lazily(plan.walk(), skipped, limit, batchSize);
        }
        var found = plan.walk().stream().map(Document::cloneDeeply);
        var sorted = plan.ordered() ? found : order.sort(found, limit == 0 ? 0 : (long) skipped + limit);
        return matchDocumentsFromStream(new Document(), sorted, skipped, limit, batchSize, null, fields);
    }

    private QueryResult lazily(Walk<?> walk, int skipped, int limit, int batchSize) {
        for (var i = 0; i < skipped && walk.hasNext(); i++) {
            walk.next();
        }
        var cursor = new WalkCursor(cursorRegistry.generateCursorId(), walk, limit == 0 ? Integer.MAX_VALUE : limit);
        var first = cursor.takeDocuments(batchSize);
        if (cursor.isEmpty()) {
            return new QueryResult(first);
        }
        cursorRegistry.add(cursor);
        return new QueryResult(first, cursor);
    }

    @Override
    public int count(Document query, int skipped, int limit) {
        if (query == null || query.isEmpty()) {
            return super.count(query, skipped, limit);
        }
        var found = plan(query, new Order(null)).walk().stream().skip(skipped);
        return (int) (limit > 0 ? found.limit(limit) : found).count();
    }

    @Override
    public Stream<Document> queryAllAsStream() {
        return everything(false, _ -> true).stream().map(Document::cloneDeeply);
    }

    /** @param ordered whether the walk gives documents as they are asked for */
    private record Plan(Walk<?> walk, boolean ordered) {}

    private Plan plan(Document query, Order order) {
        Predicate<Document> wanted = document -> documentMatchesQuery(document, query);
        return exactly(query, wanted)
                .map(walk -> new Plan(walk, order.isNatural()))
                .or(() -> range(query, order)
                        .map(range -> new Plan(range.walk(order.isBackwards(), wanted), range.isIn(order))))
                .orElseGet(() -> new Plan(everything(order.isBackwards(), wanted), order.isNatural()));
    }

    private Optional<Walk<Object>> exactly(Document query, Predicate<Document> wanted) {
        return getIndexes().stream()
                .filter(index -> index.canHandle(query))
                .findFirst()
                .map(index -> index.getPositions(query).iterator())
                .map(ids -> new Walk<>(_ -> ids, documents::get, wanted));
    }

    private Optional<OrderedIndex.Range> range(Document query, Order order) {
        var conditions = Conditions.of(query);
        return getIndexes().stream()
                .filter(OrderedIndex.class::isInstance)
                .map(OrderedIndex.class::cast)
                .flatMap(index -> index.range(conditions).stream())
                .max(Comparator.comparingInt(OrderedIndex.Range::worth).thenComparing(range -> range.isIn(order)));
    }

    private Walk<Object> everything(boolean backwards, Predicate<Document> wanted) {
        return new Walk<>(last -> documents.cursor(last, null, backwards), documents::get, wanted);
    }
}
