package io.focusforge.memory.chunks;

import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.memory.testing.Client;
import io.focusforge.memory.vectors.View;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** How often the index of words is gone through for a search, as Postgres counts it in the transaction. */
@ApplicationScoped
class TestPostings {
    private static final String SCANS = """
            SELECT coalesce(sum(idx_scan), 0)::bigint FROM pg_stat_xact_user_tables WHERE relname LIKE 'chunk\\_words\\_%'""";

    private final TenantDatabase database;
    private final ChunkWords words;

    TestPostings(TenantDatabase database, ChunkWords words) {
        this.database = database;
        this.words = words;
    }

    long readFor(Client owner, String text, int expected) {
        var view = new View(owner.tenant(), "(d.user_id = $2 OR d.shared)", List.of(owner.user()));
        return database.read(owner.tenant(), connection -> {
            var query = words.read(connection, owner.tenant(), text);
            var before = scans(connection);
            assertThat(words.find(connection, view, query, 50)).hasSize(expected);
            return scans(connection) - before;
        });
    }

    private static long scans(SqlConnection connection) {
        return ChunkStore.execute(connection, SCANS, Tuple.tuple())
                .iterator()
                .next()
                .getLong(0);
    }
}
