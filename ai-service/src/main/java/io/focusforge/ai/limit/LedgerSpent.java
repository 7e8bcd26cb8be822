package io.focusforge.ai.limit;

import io.focusforge.common.postgres.TenantDatabase;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.UUID;

/** What the usage ledger says was spent. */
@ApplicationScoped
class LedgerSpent implements SpentSource {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final TenantDatabase database;

    LedgerSpent(TenantDatabase database) {
        this.database = database;
    }

    @Override
    public long spent(UUID tenant, Rule rule) {
        var subject = rule.subject();
        var period = rule.period();
        var sql = """
                SELECT coalesce(sum(cost_micros), 0)::bigint AS spent FROM usage
                WHERE tenant_id = $1 AND created_at >= $2 AND created_at < $3 AND %s = $4""".formatted(column(subject));
        var values = Tuple.of(
                tenant,
                period.start().atOffset(ZoneOffset.UTC),
                period.end().atOffset(ZoneOffset.UTC),
                subject.scope() == Scope.TENANT ? tenant.toString() : subject.id());
        return database.read(tenant, connection -> connection
                .preparedQuery(sql)
                .execute(values)
                .await()
                .atMost(TIMEOUT)
                .iterator()
                .next()
                .getLong("spent"));
    }

    private static String column(Subject subject) {
        return switch (subject.scope()) {
            case TENANT -> "tenant_id::text";
            case USER -> "user_id::text";
            case MODEL -> "model";
            case KEY -> "key_id::text";
        };
    }
}
