package io.focusforge.memory.vectors;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** How many chunks a view shows, from the counts of its documents. A large one need not be counted for each search. */
@ApplicationScoped
class ViewSizes {
    private static final Duration KEPT = Duration.ofSeconds(30);
    private static final int VIEWS = 10_000;
    private static final int LARGE = 1_000;
    private static final String COUNT = """
            SELECT coalesce(sum(c.chunks), 0)::bigint FROM documents d
            JOIN chunk_counts c ON c.tenant_id = d.tenant_id AND c.document_id = d.document_id AND c.version = %s
            WHERE d.tenant_id = $1 AND c.tenant_id = $1 AND %s""";

    private final Cache<View, Long> known =
            Caffeine.newBuilder().maximumSize(VIEWS).expireAfterWrite(KEPT).build();

    long of(SqlConnection connection, View view) {
        var size = known.getIfPresent(view);
        return size == null ? count(connection, view) : size;
    }

    // Not kept while it is small: what has just been added must be found.
    private long count(SqlConnection connection, View view) {
        var size = Sql.execute(connection, COUNT.formatted(View.VERSION, view.condition()), view.tuple())
                .iterator()
                .next()
                .getLong(0);
        if (size >= LARGE) {
            known.put(view, size);
        }
        return size;
    }
}
