package io.focusforge.worker.export;

import io.focusforge.worker.postgres.Statement;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;

/** How far the streams have been exported. */
@ApplicationScoped
class ExportStore {
    private static final Statement BEGIN =
            new Statement("INSERT INTO event_exports (shard, position) VALUES ($1, $2) ON CONFLICT (shard) DO NOTHING");
    private static final Statement FIND = new Statement("SELECT position, planned FROM event_exports WHERE shard = $1");
    /** Only from where the asker believes it to be: somebody else may have gone on meanwhile. */
    private static final Statement MOVE = new Statement("""
            UPDATE event_exports SET position = $4, planned = $5
            WHERE shard = $1 AND position = $2 AND planned IS NOT DISTINCT FROM $3""");

    Progress find(SqlConnection connection, int shard) {
        BEGIN.run(connection, shard, Position.START.toString());
        return progress(FIND.run(connection, shard).iterator().next());
    }

    /** @return whether nobody else has moved it since */
    boolean move(SqlConnection connection, int shard, Progress from, Progress to) {
        return MOVE.run(connection, shard, text(from.done()), text(from.planned()), text(to.done()), text(to.planned()))
                        .rowCount()
                == 1;
    }

    private static Progress progress(Row row) {
        var planned = row.getString("planned");
        return new Progress(
                Position.parse(row.getString("position")), planned == null ? null : Position.parse(planned));
    }

    private static String text(Position position) {
        return position == null ? null : position.toString();
    }
}
