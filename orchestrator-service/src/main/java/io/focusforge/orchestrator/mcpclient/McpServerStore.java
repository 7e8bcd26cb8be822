package io.focusforge.orchestrator.mcpclient;

import io.focusforge.orchestrator.definition.SecretHeader;
import io.focusforge.orchestrator.runstore.Statement;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** The servers that tenants have named, in the caller's transaction. */
final class McpServerStore {
    /** So that two who add at once are counted one after the other. */
    private static final Statement LOCK =
            new Statement("SELECT pg_advisory_xact_lock(hashtextextended('mcp_servers/' || $1::uuid::text, 0))");

    private static final Statement COUNT = new Statement("SELECT count(*) FROM mcp_servers WHERE tenant_id = $1");
    private static final Statement INSERT = new Statement(
            "INSERT INTO mcp_servers (tenant_id, name, url, created_at, secrets) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING");
    private static final Statement FIND =
            new Statement("SELECT name, url, created_at, secrets FROM mcp_servers WHERE tenant_id = $1 AND name = $2");
    private static final Statement LIST = new Statement("""
            SELECT name, url, created_at, secrets FROM mcp_servers WHERE tenant_id = $1 AND name > $2
            ORDER BY name LIMIT $3::int""");
    private static final Statement DELETE = new Statement("DELETE FROM mcp_servers WHERE tenant_id = $1 AND name = $2");

    /** A server of a tenant. */
    record Stored(String name, String url, Instant createdAt, Map<String, String> secrets) {
        Map<String, SecretHeader> headers() {
            return secrets.entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, header -> SecretHeader.of(header.getValue())));
        }
    }

    long count(SqlConnection connection, UUID tenant) {
        LOCK.run(connection, tenant);
        return COUNT.run(connection, tenant).iterator().next().getLong(0);
    }

    /** @return whether there was none of this name */
    boolean add(SqlConnection connection, UUID tenant, Stored server) {
        return INSERT.run(
                                connection,
                                tenant,
                                server.name(),
                                server.url(),
                                server.createdAt(),
                                new JsonObject(Map.copyOf(server.secrets())))
                        .rowCount()
                == 1;
    }

    Optional<Stored> find(SqlConnection connection, UUID tenant, String name) {
        return FIND.run(connection, tenant, name).stream().findFirst().map(McpServerStore::stored);
    }

    List<Stored> list(SqlConnection connection, UUID tenant, String after, int atMost) {
        return LIST.run(connection, tenant, after, atMost).stream()
                .map(McpServerStore::stored)
                .toList();
    }

    boolean delete(SqlConnection connection, UUID tenant, String name) {
        return DELETE.run(connection, tenant, name).rowCount() == 1;
    }

    private static Map<String, String> secrets(JsonObject stored) {
        return stored.fieldNames().stream().collect(Collectors.toMap(name -> name, stored::getString));
    }

    private static Stored stored(Row row) {
        return new Stored(
                row.getString("name"),
                row.getString("url"),
                row.getOffsetDateTime("created_at").toInstant(),
                secrets(row.getJsonObject("secrets")));
    }
}
