package io.focusforge.memory.replica;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.common.postgres.TenantReads;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.util.Optional;

/** Asks the servers themselves. */
final class PostgresFollowed implements Followed {
    private static final String PRIMARY = "SELECT (pg_current_wal_insert_lsn() - '0/0'::pg_lsn)::bigint";

    /** One that was promoted has a log of its own; one that was never a replica has none to replay. */
    private static final String REPLAYED = """
            SELECT (pg_last_wal_replay_lsn() - '0/0'::pg_lsn)::bigint WHERE pg_is_in_recovery()""";

    private final Pool primary;
    private final Pool replica;
    private final TenantDatabase reads;
    private final Duration patience;

    PostgresFollowed(Pool primary, Pool replica, Duration patience) {
        this.primary = primary;
        this.replica = replica;
        this.reads = TenantDatabase.over(replica);
        this.patience = patience;
    }

    @Override
    public TenantReads reads() {
        return reads;
    }

    @Override
    public Position replayed() {
        return ask(replica, REPLAYED).orElseThrow(() -> new IllegalStateException("it is no replica, or not any more"));
    }

    @Override
    public Optional<Position> primary() {
        try {
            return ask(primary, PRIMARY);
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    private Optional<Position> ask(Pool server, String sql) {
        var rows = server.preparedQuery(sql).execute().await().atMost(patience).iterator();
        return rows.hasNext() ? Optional.ofNullable(rows.next().getLong(0)).map(Position::new) : Optional.empty();
    }
}
