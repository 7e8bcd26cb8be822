package io.focusforge.orchestrator.projection;

import io.focusforge.orchestrator.readmodel.ReadTable;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Puts the rows of a tenant that were made anew in the place of those that are read: all that differ, in one transaction, so that a reader sees
 * either the ones or the others.
 *
 * <p>That transaction sees one moment (repeatable read), in which each row that is read goes with the events that made it. So nobody is held up
 * but who writes a row that differs; and where such a row was written since that moment, PostgreSQL refuses the whole, and it is tried again. Who
 * has been refused often insists: then all writers wait.
 */
@ApplicationScoped
class Switch {
    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final String REMOVE = """
            WITH removed AS (
                DELETE FROM %1$s AS t WHERE t.tenant_id = $1 AND NOT EXISTS (
                    SELECT FROM %2$s AS n WHERE n.tenant_id = $1 AND %3$s%4$s)
                RETURNING %5$s)
            SELECT count(*), count(n.tenant_id) FROM removed LEFT JOIN %2$s AS n ON n.tenant_id = $1 AND %6$s""";
    private static final String SAME = " AND ROW (n.*) IS NOT DISTINCT FROM ROW (t.*)";
    private static final String ADD = """
            INSERT INTO %1$s SELECT n.* FROM %2$s AS n
            WHERE n.tenant_id = $1 AND NOT EXISTS (SELECT FROM %1$s AS t WHERE t.tenant_id = $1 AND %3$s)""";

    /**
     * Whole tables are compared, of which nobody has counted yet how large they are: never row by row, and for longer than other statements
     * may take.
     */
    private static final String BEGIN = """
            SET LOCAL statement_timeout = %d; SET LOCAL enable_nestloop = off; SET LOCAL work_mem = '64MB'; SET LOCAL lock_timeout = %d""";

    private final Models models;

    Switch(Models models) {
        this.models = models;
    }

    /** @param patience with a writer whose row is wanted @param insisting whether nobody writes from here on, of any tenant */
    void begin(SqlConnection connection, Duration patience, boolean insisting) {
        var begin = BEGIN.formatted(TIMEOUT.toMillis(), Math.max(1, patience.toMillis()));
        connection
                .query(insisting ? begin + "; LOCK TABLE " + tables() + " IN SHARE ROW EXCLUSIVE MODE" : begin)
                .execute()
                .await()
                .atMost(patience.plus(TIMEOUT));
    }

    private String tables() {
        return models.all().stream()
                .map(model -> model.tables().getFirst().name())
                .collect(Collectors.joining(", "));
    }

    Rebuild.Difference apply(SqlConnection connection, UUID tenant) {
        return models.tables().stream()
                .map(table -> apply(connection, tenant, table))
                .reduce(new Rebuild.Difference(0, 0, 0), Rebuild.Difference::plus);
    }

    /** @return of things; the difference of their parts follows from it, and is not counted */
    private static Rebuild.Difference apply(SqlConnection connection, UUID tenant, ReadTable table) {
        var removed = execute(connection, remove(table), tenant).iterator().next();
        var added = execute(connection, ADD.formatted(table.name(), table.rebuilt(), table.sameKey("t", "n")), tenant)
                .rowCount();
        var changed = removed.getLong(1);
        return table.hasMore()
                ? new Rebuild.Difference(added - changed, changed, removed.getLong(0) - changed)
                : new Rebuild.Difference(0, 0, 0);
    }

    private static String remove(ReadTable table) {
        return REMOVE.formatted(
                table.name(),
                table.rebuilt(),
                table.sameKey("n", "t"),
                table.hasMore() ? SAME : "",
                columns(table.key()),
                table.sameKey("n", "removed"));
    }

    private static String columns(List<String> key) {
        return key.stream().map("t."::concat).collect(Collectors.joining(", "));
    }

    private static RowSet<Row> execute(SqlConnection connection, String sql, UUID tenant) {
        return connection.preparedQuery(sql).execute(Tuple.of(tenant)).await().atMost(TIMEOUT);
    }
}
