package io.focusforge.memory.chunks;

import io.focusforge.memory.vectors.ChunkKey;
import io.focusforge.memory.vectors.View;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads the texts of what was found. What the view does not show, or not any more, is not among them. */
@ApplicationScoped
class PassageStore {
    // Each document is asked for by its key; a join might walk over all that the caller has.
    private static final String TEXTS = """
            SELECT c.document_id, c.version, c.ordinal, c.chunk_id, c.page, c.start_char, c.end_char, c.heading, c.text,
                   d.title, d.collection, d.media_type
            FROM unnest(%1$s::uuid[], %2$s::int[], %3$s::int[]) AS wanted (document_id, version, ordinal)
            JOIN chunks c ON c.tenant_id = $1 AND c.document_id = wanted.document_id AND c.version = wanted.version
                AND c.ordinal = wanted.ordinal
            CROSS JOIN LATERAL (
                SELECT d.title, d.collection, d.media_type FROM documents d
                WHERE d.tenant_id = $1 AND d.document_id = wanted.document_id AND wanted.version = %4$s AND %5$s LIMIT 1) AS d""";

    Map<ChunkKey, Hit> read(SqlConnection connection, View view, List<Fusion.Ranked> ranked) {
        var parameters = view.tuple()
                .addArrayOfUUID(ChunkStore.array(ranked, one -> one.key().document(), UUID[]::new))
                .addArrayOfInteger(ChunkStore.array(ranked, one -> one.key().version(), Integer[]::new))
                .addArrayOfInteger(ChunkStore.array(ranked, one -> one.key().ordinal(), Integer[]::new));
        var sql = TEXTS.formatted(view.place(0), view.place(1), view.place(2), View.VERSION, view.condition());
        var hits = new HashMap<ChunkKey, Hit>();
        for (var row : ChunkStore.execute(connection, sql, parameters)) {
            hits.put(ChunkStore.key(row), hit(row));
        }
        return hits;
    }

    private static Hit hit(Row row) {
        var page = row.getInteger("page");
        var heading = row.getString("heading");
        return new Hit(
                new Hit.Source(
                        row.getUUID("document_id"),
                        row.getInteger("version"),
                        row.getString("title"),
                        row.getString("collection"),
                        row.getString("media_type")),
                row.getUUID("chunk_id"),
                page == 0 ? null : page,
                new Hit.Span(row.getInteger("start_char"), row.getInteger("end_char")),
                heading.isEmpty() ? null : heading,
                row.getString("text"),
                0,
                null);
    }
}
