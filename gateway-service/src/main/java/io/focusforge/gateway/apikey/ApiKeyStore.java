package io.focusforge.gateway.apikey;

import io.focusforge.common.apikey.SecretHash;
import io.focusforge.common.identity.AllowedModels;
import io.focusforge.common.page.Page;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.gateway.resource.PageRequest;
import io.focusforge.gateway.resource.Rows;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Keys in Postgres. */
@ApplicationScoped
public class ApiKeyStore {
    private static final String COLUMNS =
            "tenant_id, id, user_id, name, scopes, requests_per_minute, models, created_at, expires_at, revoked_at";
    private static final String INSERT =
            "INSERT INTO api_keys (" + COLUMNS + ", secret_hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    private static final String LOOK_UP = "SELECT " + COLUMNS + """
            , secret_hash, false AS departed FROM api_keys WHERE id = $1
            UNION ALL
            SELECT tenant_id, id, user_id, '', '{}', NULL, NULL, until, until, NULL, secret_hash, true
            FROM departed_keys WHERE id = $1""";
    private static final String FIND = "SELECT " + COLUMNS + " FROM api_keys WHERE tenant_id = $1 AND id = $2";
    private static final String LIST = "SELECT " + COLUMNS
            + " FROM api_keys WHERE tenant_id = $1 AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3";
    private static final String REVOKE = """
            UPDATE api_keys SET revoked_at = coalesce(revoked_at, $3) WHERE tenant_id = $1 AND id = $2""";

    private static final String LIMIT_MODELS =
            "UPDATE api_keys SET models = $3 WHERE tenant_id = $1 AND id = $2 RETURNING " + COLUMNS;

    private final TenantDatabase database;

    ApiKeyStore(TenantDatabase database) {
        this.database = database;
    }

    public void insert(SqlConnection connection, ApiKey key, SecretHash hash) {
        var values = Tuple.tuple()
                .addUUID(key.tenantId())
                .addUUID(key.id())
                .addUUID(key.userId())
                .addString(key.name())
                .addArrayOfString(key.scopes().stream().sorted().toArray(String[]::new))
                .addInteger(key.requestsPerMinute())
                .addArrayOfString(array(key.models()))
                .addOffsetDateTime(Rows.utc(key.createdAt()))
                .addOffsetDateTime(Rows.utc(key.expiresAt()))
                .addOffsetDateTime(Rows.utc(key.revokedAt()))
                .addBuffer(Buffer.buffer(hash.bytes()));
        Rows.insert(connection, INSERT, values, "There is such a key already.", "user");
    }

    /** Before a tenant is known: the key says which it is. */
    Optional<StoredKey> lookUp(UUID id) {
        return database.acrossTenants(connection -> Rows.first(
                Rows.execute(connection, LOOK_UP, Tuple.of(id)),
                row -> new StoredKey(
                        key(row),
                        new SecretHash(row.getBuffer("secret_hash").getBytes()),
                        row.getBoolean("departed"))));
    }

    Optional<ApiKey> find(UUID tenant, UUID id) {
        return database.read(
                tenant,
                connection -> Rows.first(Rows.execute(connection, FIND, Tuple.of(tenant, id)), ApiKeyStore::key));
    }

    Page<ApiKey> list(UUID tenant, PageRequest page) {
        return database.read(
                tenant,
                connection -> page.cut(
                        Rows.execute(connection, LIST, Tuple.of(tenant, page.after(), page.rows())),
                        ApiKeyStore::key,
                        ApiKey::id));
    }

    /** @return whether there is such a key; one that was revoked before stays so since then */
    boolean revoke(UUID tenant, UUID id, Instant now) {
        return database.inTransaction(
                tenant,
                connection -> Rows.execute(connection, REVOKE, Tuple.of(tenant, id, Rows.utc(now)))
                                .rowCount()
                        == 1);
    }

    /** @return empty when there is no such key */
    Optional<ApiKey> limit(UUID tenant, UUID id, AllowedModels models) {
        return database.inTransaction(
                tenant,
                connection -> Rows.first(
                        Rows.execute(connection, LIMIT_MODELS, Tuple.of(tenant, id, array(models))), ApiKeyStore::key));
    }

    private static String[] array(AllowedModels models) {
        return models.isAll() ? null : models.names().stream().sorted().toArray(String[]::new);
    }

    private static AllowedModels models(Row row) {
        var names = row.getArrayOfStrings("models");
        return AllowedModels.of(names == null ? null : List.of(names));
    }

    private static ApiKey key(Row row) {
        return new ApiKey(
                row.getUUID("tenant_id"),
                row.getUUID("id"),
                row.getUUID("user_id"),
                row.getString("name"),
                Set.of(row.getArrayOfStrings("scopes")),
                row.getInteger("requests_per_minute"),
                models(row),
                Rows.instant(row, "created_at"),
                Rows.instant(row, "expires_at"),
                Rows.instant(row, "revoked_at"));
    }
}
