package io.focusforge.ai.budget;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** The table {@code budget_periods}: what was spent of each budget in each period, and which thresholds were told. */
@Singleton
class CounterStore {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    /** Held in common by those who count, and alone by who changes what has to be counted. */
    private static final String COUNT_LOCK = "SELECT pg_advisory_xact_lock_shared(hashtext('budgets'), 0)";

    private static final String CHANGE_LOCK = "SELECT pg_advisory_xact_lock(hashtext('budgets'), 0)";
    /** In the order of the keys, so that replicas do not wait for each other in a circle. */
    private static final String UPSERT = """
            INSERT INTO budget_periods AS p (tenant_id, budget_id, period_start, spent_micros)
            SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::bigint[]) AS u (tenant, budget, start, micros)
            ORDER BY tenant, budget, start
            ON CONFLICT (tenant_id, budget_id, period_start) DO UPDATE SET spent_micros = %s
            RETURNING tenant_id, budget_id, period_start, spent_micros, alerted""";

    private static final String ADD = UPSERT.formatted("p.spent_micros + excluded.spent_micros");
    private static final String SET = UPSERT.formatted("excluded.spent_micros");
    private static final String ALERTED = """
            UPDATE budget_periods SET alerted = alerted || $4::int[]
            WHERE tenant_id = $1 AND budget_id = $2 AND period_start = $3""";
    private static final String FIND = """
            SELECT p.tenant_id, p.budget_id, p.period_start, p.spent_micros, p.alerted
            FROM unnest($2::uuid[], $3::timestamptz[]) AS u (budget, start)
            JOIN budget_periods p ON p.tenant_id = $1 AND p.budget_id = u.budget AND p.period_start = u.start""";
    private static final String PURGE = """
            DELETE FROM budget_periods WHERE (tenant_id, budget_id, period_start) IN (
                SELECT tenant_id, budget_id, period_start FROM budget_periods WHERE period_start < $1 ORDER BY period_start LIMIT 5000)""";

    /** Of a budget in the period that begins at {@code from}. */
    record Counter(UUID tenant, UUID budget, Instant from, long spentMicros, List<Integer> alerted) {
        Counter(Budget budget, Instant from, long spentMicros) {
            this(budget.tenant(), budget.id(), from, spentMicros, List.of());
        }
    }

    /** Until the end of the transaction no budget is made or changed. */
    void lockToCount(SqlConnection connection) {
        execute(connection, COUNT_LOCK, Tuple.tuple());
    }

    /** Until the end of the transaction nothing is counted. */
    void lockToChange(SqlConnection connection) {
        execute(connection, CHANGE_LOCK, Tuple.tuple());
    }

    /** @return the counters as they are then */
    List<Counter> add(SqlConnection connection, List<Counter> more) {
        return counters(execute(connection, ADD, columns(more)));
    }

    Counter set(SqlConnection connection, Counter counter) {
        return counters(execute(connection, SET, columns(List.of(counter)))).getFirst();
    }

    void alerted(SqlConnection connection, Counter counter, List<Integer> percents) {
        execute(
                connection,
                ALERTED,
                Tuple.of(counter.tenant(), counter.budget(), utc(counter.from()), percents.toArray(Integer[]::new)));
    }

    /** Of these budgets of a tenant, in the periods that begin at these instants; those of which nothing was spent are missing. */
    List<Counter> find(SqlConnection connection, UUID tenant, List<Counter> wanted) {
        var parameters = Tuple.of(
                tenant,
                wanted.stream().map(Counter::budget).toArray(UUID[]::new),
                wanted.stream().map(counter -> utc(counter.from())).toArray(OffsetDateTime[]::new));
        return counters(execute(connection, FIND, parameters));
    }

    void purge(SqlConnection connection, Instant before) {
        execute(connection, PURGE, Tuple.of(utc(before)));
    }

    private static Tuple columns(List<Counter> counters) {
        return Tuple.of(
                counters.stream().map(Counter::tenant).toArray(UUID[]::new),
                counters.stream().map(Counter::budget).toArray(UUID[]::new),
                counters.stream().map(counter -> utc(counter.from())).toArray(OffsetDateTime[]::new),
                counters.stream().map(Counter::spentMicros).toArray(Long[]::new));
    }

    private static List<Counter> counters(RowSet<Row> rows) {
        return rows.stream().map(CounterStore::counter).toList();
    }

    private static Counter counter(Row row) {
        return new Counter(
                row.getUUID(0),
                row.getUUID(1),
                row.getOffsetDateTime(2).toInstant(),
                row.getLong(3),
                List.of(row.getArrayOfIntegers(4)));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static RowSet<Row> execute(SqlConnection connection, String sql, Tuple parameters) {
        return connection.preparedQuery(sql).execute(parameters).await().atMost(TIMEOUT);
    }
}
