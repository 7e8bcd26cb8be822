package io.focusforge.memory.access;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.memory.memories.Used;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** How often memories were of use, in the index that they are ranked by. Serves all tenants. */
@ApplicationScoped
class AccessStore {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    // What the indexer is writing at this moment is left out: neither waits for the other.
    private static final String ADD = """
            WITH used AS MATERIALIZED (
                SELECT tenant_id, memory_id, times, last
                FROM unnest($1::uuid[], $2::uuid[], $3::int[], $4::timestamptz[]) AS given (tenant, memory, times, last)
                JOIN memory_index ON tenant_id = tenant AND memory_id = memory
                FOR UPDATE OF memory_index SKIP LOCKED)
            UPDATE memory_index m SET access_count = access_count + times, accessed_at = greatest(accessed_at, last)
            FROM used WHERE m.tenant_id = used.tenant_id AND m.memory_id = used.memory_id""";

    private final TenantDatabase database;

    AccessStore(TenantDatabase database) {
        this.database = database;
    }

    void add(List<Used> uses) {
        if (uses.isEmpty()) {
            return;
        }
        var parameters = Tuple.tuple()
                .addArrayOfUUID(uses.stream().map(used -> used.owner().tenant()).toArray(UUID[]::new))
                .addArrayOfUUID(uses.stream().map(Used::id).toArray(UUID[]::new))
                .addArrayOfInteger(uses.stream().map(Used::times).toArray(Integer[]::new))
                .addArrayOfOffsetDateTime(uses.stream()
                        .map(used -> used.last().atOffset(ZoneOffset.UTC))
                        .toArray(OffsetDateTime[]::new));
        database.acrossTenants(connection ->
                connection.preparedQuery(ADD).execute(parameters).await().atMost(TIMEOUT));
    }
}
