package io.focusforge.memory.sources;

import static io.focusforge.memory.sources.SourceStore.run;

import io.focusforge.common.postgres.TenantDatabase;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** How far runs have come. What is done with an item and its being counted is one transaction. */
@ApplicationScoped
class RunStore {
    // A run of this id goes on; another one begins where none goes on, or the last has not been heard of for too long.
    private static final String TAKE = """
            UPDATE sources SET run_id = $4, run_until = $6,
                run_started_at = CASE WHEN run_id = $4 THEN run_started_at ELSE $5 END,
                run_listed = CASE WHEN run_id = $4 THEN run_listed ELSE false END,
                counts = CASE WHEN run_id = $4 THEN counts ELSE $7 END
            WHERE tenant_id = $1 AND source_id = $2 AND user_id = $3 AND (run_id IS NULL OR run_id = $4 OR run_until < $5)
            RETURNING *""";
    private static final String LIST = """
            INSERT INTO source_items AS i (tenant_id, source_id, item, listed_run, listed_mark, todo)
            SELECT $1, $2, item, $3, mark, 'FETCH' FROM unnest($4::text[], $5::text[]) AS given (item, mark) ORDER BY item
            ON CONFLICT (tenant_id, source_id, item) DO UPDATE SET listed_run = excluded.listed_run, listed_mark = excluded.listed_mark,
                todo = CASE WHEN excluded.listed_mark IS NOT NULL AND excluded.listed_mark = i.mark THEN NULL ELSE 'FETCH' END
            RETURNING todo""";
    private static final String MISS =
            "UPDATE source_items SET todo = 'REMOVE' WHERE tenant_id = $1 AND source_id = $2 AND listed_run <> $3";
    private static final String LISTED =
            "UPDATE sources SET run_listed = true, counts = $4 WHERE tenant_id = $1 AND source_id = $2 AND run_id = $3";
    private static final String TODO = """
            SELECT item, todo, listed_mark, document_id, etag, last_modified FROM source_items
            WHERE tenant_id = $1 AND source_id = $2 AND todo IS NOT NULL ORDER BY item LIMIT $3""";
    private static final String COUNTS =
            "SELECT counts FROM sources WHERE tenant_id = $1 AND source_id = $2 AND run_id = $3 FOR UPDATE";
    private static final String COUNT =
            "UPDATE sources SET counts = $4 WHERE tenant_id = $1 AND source_id = $2 AND run_id = $3";
    private static final String DONE = """
            UPDATE source_items SET todo = NULL, mark = listed_mark, document_id = $4, etag = $5, last_modified = $6, error = NULL
            WHERE tenant_id = $1 AND source_id = $2 AND item = $3""";
    private static final String FAILED =
            "UPDATE source_items SET todo = NULL, mark = NULL, document_id = $4, error = $5 WHERE tenant_id = $1 AND source_id = $2 AND item = $3";
    private static final String REMOVED =
            "DELETE FROM source_items WHERE tenant_id = $1 AND source_id = $2 AND item = $3";
    private static final String FAILURES = """
            SELECT item, error FROM source_items WHERE tenant_id = $1 AND source_id = $2 AND error IS NOT NULL ORDER BY item LIMIT $3""";
    private static final String FINISH = """
            UPDATE sources SET run_id = NULL, run_until = NULL, last_run = $4
            WHERE tenant_id = $1 AND source_id = $2 AND run_id = $3""";

    private final TenantDatabase database;
    private final SourceRows rows;

    RunStore(TenantDatabase database, SourceRows rows) {
        this.database = database;
        this.rows = rows;
    }

    /** @return empty when there is no such source of the user, or another run goes on */
    Optional<Source> take(SourceKey key, UUID user, UUID id, Instant now, Instant until) {
        var given = Tuple.of(key.tenant(), key.id(), user, id)
                .addOffsetDateTime(SourceRows.utc(now))
                .addOffsetDateTime(SourceRows.utc(until))
                .addValue(rows.object(Counts.NONE));
        return database.inTransaction(key.tenant(), connection -> {
            var taken = run(connection, TAKE, given).iterator();
            return taken.hasNext() ? Optional.of(rows.source(taken.next())) : Optional.empty();
        });
    }

    /** Notes what is to be done. {@code whole} says whether what was not listed is not there any more. */
    void list(Source source, List<Listing.Entry> entries, boolean whole) {
        var key = source.key();
        var id = source.run().id();
        var given = Tuple.of(key.tenant(), key.id(), id)
                .addArrayOfString(entries.stream().map(Listing.Entry::name).toArray(String[]::new))
                .addArrayOfString(entries.stream().map(Listing.Entry::mark).toArray(String[]::new));
        database.inTransaction(key.tenant(), connection -> {
            var unchanged = StreamSupport.stream(run(connection, LIST, given).spliterator(), false)
                    .filter(row -> row.getString("todo") == null)
                    .count();
            if (whole) {
                run(connection, MISS, Tuple.of(key.tenant(), key.id(), id));
            }
            var counts = rows.object(Counts.listed(entries.size(), (int) unchanged));
            return run(connection, LISTED, Tuple.of(key.tenant(), key.id(), id, counts));
        });
    }

    List<Item> todo(SourceKey key, int limit) {
        return database.read(key.tenant(), connection -> StreamSupport.stream(
                        run(connection, TODO, Tuple.of(key.tenant(), key.id(), limit))
                                .spliterator(),
                        false)
                .map(RunStore::item)
                .toList());
    }

    void done(Source source, Item item, UUID document, Taken.Fetched fetched, Counts counts) {
        var given = of(source, item).addUUID(document).addString(fetched.etag()).addString(fetched.lastModified());
        count(source, counts, connection -> run(connection, DONE, given));
    }

    /** @param document what is still there of it, or null */
    void failed(Source source, Item item, UUID document, String error, Counts counts) {
        count(
                source,
                counts,
                connection -> run(
                        connection, FAILED, of(source, item).addUUID(document).addString(error)));
    }

    void removed(Source source, Item item, Counts counts) {
        count(source, counts, connection -> run(connection, REMOVED, of(source, item)));
    }

    List<SourceView.Failure> failures(SourceKey key, int limit) {
        return database.read(key.tenant(), connection -> StreamSupport.stream(
                        run(connection, FAILURES, Tuple.of(key.tenant(), key.id(), limit))
                                .spliterator(),
                        false)
                .map(row -> new SourceView.Failure(row.getString("item"), row.getString("error")))
                .toList());
    }

    /** @param end how it went, in the eyes of the counts that are stored */
    void finish(Source source, java.util.function.Function<Counts, LastRun> end) {
        var key = source.key();
        var id = source.run().id();
        database.inTransaction(key.tenant(), connection -> counts(connection, source)
                .map(counts ->
                        run(connection, FINISH, Tuple.of(key.tenant(), key.id(), id, rows.object(end.apply(counts))))));
    }

    private void count(Source source, Counts more, java.util.function.Consumer<SqlConnection> effect) {
        var key = source.key();
        database.inTransaction(key.tenant(), connection -> {
            effect.accept(connection);
            return counts(connection, source)
                    .map(counts -> run(
                            connection,
                            COUNT,
                            Tuple.of(key.tenant(), key.id(), source.run().id(), rows.object(counts.plus(more)))));
        });
    }

    private Optional<Counts> counts(SqlConnection connection, Source source) {
        var given =
                Tuple.of(source.key().tenant(), source.key().id(), source.run().id());
        var found = run(connection, COUNTS, given).iterator();
        return found.hasNext() ? Optional.of(rows.counts(found.next())) : Optional.empty();
    }

    private static Tuple of(Source source, Item item) {
        return Tuple.of(source.key().tenant(), source.key().id(), item.name());
    }

    private static Item item(Row row) {
        return new Item(
                row.getString("item"),
                Item.Todo.valueOf(row.getString("todo")),
                row.getString("listed_mark"),
                row.getUUID("document_id"),
                row.getString("etag"),
                row.getString("last_modified"));
    }
}
