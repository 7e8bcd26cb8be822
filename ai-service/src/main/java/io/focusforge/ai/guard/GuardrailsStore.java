package io.focusforge.ai.guard;

import io.focusforge.common.postgres.TenantDatabase;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/** The table {@code guardrails}: a row for each tenant that has ever set something. */
@Singleton
class GuardrailsStore {
    static final int PAGE = 1_000;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final String FIND = """
            SELECT tenant_id, mask, kinds, roles, mark_tool_results, changed_at FROM guardrails WHERE tenant_id = $1""";
    private static final String PUT = """
            INSERT INTO guardrails (tenant_id, mask, kinds, roles, mark_tool_results, changed_at)
            VALUES ($1, $2, $3, $4, $5, clock_timestamp())
            ON CONFLICT (tenant_id) DO UPDATE SET mask = excluded.mask, kinds = excluded.kinds, roles = excluded.roles,
                mark_tool_results = excluded.mark_tool_results, changed_at = excluded.changed_at""";
    private static final String CHANGED = """
            SELECT tenant_id, mask, kinds, roles, mark_tool_results, changed_at FROM guardrails
            WHERE (changed_at, tenant_id) > ($1, $2) ORDER BY changed_at, tenant_id LIMIT $3""";

    private final TenantDatabase database;

    GuardrailsStore(TenantDatabase database) {
        this.database = database;
    }

    /** What a tenant has set, and when by the clock of the database. */
    record Setting(UUID tenant, Guardrails guardrails, Instant changedAt) {}

    Guardrails find(UUID tenant) {
        return database.read(tenant, connection -> settings(connection, FIND, Tuple.of(tenant)).stream()
                .map(Setting::guardrails)
                .findFirst()
                .orElse(Guardrails.NOTHING_SET));
    }

    void put(UUID tenant, Guardrails guardrails) {
        var values = Tuple.of(
                tenant,
                guardrails.mask() == null ? null : guardrails.mask().code(),
                guardrails.kinds().toArray(String[]::new),
                guardrails.roles().toArray(String[]::new),
                guardrails.markToolResults());
        database.inTransaction(tenant, connection -> execute(connection, PUT, values));
    }

    /** @return up to {@link #PAGE}, the oldest first */
    List<Setting> changedAfter(Instant changed, UUID tenant) {
        var values = Tuple.of(changed.atOffset(ZoneOffset.UTC), tenant, PAGE);
        return database.acrossTenants(connection -> settings(connection, CHANGED, values));
    }

    private static List<Setting> settings(SqlConnection connection, String sql, Tuple values) {
        return execute(connection, sql, values).stream()
                .map(GuardrailsStore::setting)
                .toList();
    }

    private static Setting setting(Row row) {
        var mask = row.getString("mask");
        var guardrails = new Guardrails(
                mask == null ? null : Masking.valueOf(mask.toUpperCase(Locale.ROOT)),
                Set.of(row.getArrayOfStrings("kinds")),
                Set.of(row.getArrayOfStrings("roles")),
                row.getBoolean("mark_tool_results"));
        return new Setting(
                row.getUUID("tenant_id"),
                guardrails,
                row.getOffsetDateTime("changed_at").toInstant());
    }

    private static RowSet<Row> execute(SqlConnection connection, String sql, Tuple values) {
        return connection.preparedQuery(sql).execute(values).await().atMost(TIMEOUT);
    }
}
