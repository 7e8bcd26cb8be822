package io.focusforge.orchestrator.status;

import io.focusforge.common.postgres.TenantDatabase;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;

/** Counts what waits. */
@ApplicationScoped
class BacklogStore {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final String COUNT = """
            SELECT (SELECT count(*) FROM sagas WHERE stuck_at IS NULL)
                       + (SELECT count(*) FROM saga_states WHERE state IN ('running', 'compensating')),
                   (SELECT count(*) FROM sagas WHERE resume_at < $1 AND stuck_at IS NULL),
                   (SELECT count(*) FROM sagas WHERE stuck_at IS NOT NULL)
                       + (SELECT count(*) FROM saga_states WHERE state = 'stuck'),
                   (SELECT count(*) FROM outbox WHERE sent_at IS NULL)""";

    private final TenantDatabase database;
    private final Clock clock;

    BacklogStore(TenantDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    Backlog count() {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        return database.acrossTenants(connection -> {
            var row = connection
                    .preparedQuery(COUNT)
                    .execute(Tuple.of(now))
                    .await()
                    .atMost(TIMEOUT)
                    .iterator()
                    .next();
            return new Backlog(row.getLong(0), row.getLong(1), row.getLong(2), row.getLong(3));
        });
    }
}
