package io.focusforge.orchestrator.history;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.common.problem.ProblemException;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

/** Finds how far a stream had come at some time: all before the first event that is later. */
@ApplicationScoped
public class Moments {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String AT = """
            SELECT coalesce(min(version) FILTER (WHERE time > $3) - 1, max(version)), min(time) FROM events
            WHERE tenant_id = $1 AND stream_id = $2""";
    private final TenantDatabase database;

    Moments(TenantDatabase database) {
        this.database = database;
    }

    /** @return 1 at least */
    public int version(UUID tenant, UUID stream, Instant at) {
        var row = database.read(tenant, connection -> connection
                .preparedQuery(AT)
                .execute(Tuple.of(tenant, stream, at.atOffset(ZoneOffset.UTC)))
                .await()
                .atMost(TIMEOUT)
                .iterator()
                .next());
        return version(row);
    }

    private static int version(Row row) {
        if (row.getInteger(0) == null) {
            throw ProblemException.notFound("history");
        }
        if (row.getInteger(0) == 0) {
            throw AsOf.beforeTheBeginning(row.getOffsetDateTime(1).toInstant());
        }
        return row.getInteger(0);
    }
}
