package io.focusforge.orchestrator.flag;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.orchestrator.runstore.Statement;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The table of flags. The flags of the installation belong to the tenant of zeros. */
@ApplicationScoped
class FlagStore {
    static final UUID INSTALLATION = new UUID(0, 0);
    private static final Statement VISIBLE = new Statement("""
            SELECT tenant_id, key, definition, updated_at FROM flags
            WHERE tenant_id = $1 OR tenant_id = '00000000-0000-0000-0000-000000000000'""");
    private static final Statement LIST = new Statement("""
            SELECT tenant_id, key, definition, updated_at FROM flags WHERE tenant_id = $1 AND key > $2 ORDER BY key LIMIT $3::int""");
    private static final Statement FIND =
            new Statement("SELECT tenant_id, key, definition, updated_at FROM flags WHERE tenant_id = $1 AND key = $2");
    private static final Statement LOCK = new Statement(
            "SELECT tenant_id, key, definition, updated_at FROM flags WHERE tenant_id = $1 AND key = $2 FOR UPDATE");
    private static final Statement COUNT =
            new Statement("SELECT count(*) FROM flags WHERE tenant_id = $1 AND key <> $2");
    private static final Statement PUT = new Statement("""
            INSERT INTO flags (tenant_id, key, definition, updated_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (tenant_id, key) DO UPDATE SET definition = excluded.definition, updated_at = excluded.updated_at""");
    private static final Statement NAMING = new Statement("""
            SELECT tenant_id, key, definition, updated_at FROM flags
            WHERE tenant_id = $1 AND strpos(definition, $2) > 0 ORDER BY key LIMIT $3::int FOR UPDATE""");
    private static final Statement REWRITE =
            new Statement("UPDATE flags SET definition = $3 WHERE tenant_id = $1 AND key = $2");
    private static final Statement DELETE = new Statement("DELETE FROM flags WHERE tenant_id = $1 AND key = $2");

    private static final VariantTallies TALLIES = new VariantTallies();

    private final TenantDatabase database;
    private final ObjectMapper json;
    private final FlagsConfig config;

    FlagStore(TenantDatabase database, ObjectMapper json, FlagsConfig config) {
        this.database = database;
        this.json = json;
        this.config = config;
    }

    /** A flag as it is kept. */
    record Kept(UUID owner, String key, Flag flag, Instant updatedAt) {}

    /** Those of the installation, and those of the tenant before them. */
    Map<String, Kept> visible(UUID tenant) {
        return database.read(tenant, connection -> {
            var flags = new HashMap<String, Kept>();
            for (var row : VISIBLE.run(connection, tenant)) {
                var kept = kept(row);
                flags.merge(kept.key(), kept, (known, found) -> found.owner().equals(tenant) ? found : known);
            }
            return Map.copyOf(flags);
        });
    }

    /** @param after the key after which the list goes on, empty for its beginning */
    List<Kept> list(UUID owner, String after, int atMost) {
        return database.read(owner, connection -> LIST.run(connection, owner, after, atMost).stream()
                .map(this::kept)
                .toList());
    }

    Optional<Kept> find(UUID owner, String key) {
        return database.read(owner, connection -> FIND.run(connection, owner, key).stream()
                .findFirst()
                .map(this::kept));
    }

    void put(UUID owner, String key, Flag flag, Instant now) {
        var definition = write(flag);
        database.inTransaction(owner, connection -> {
            var others = COUNT.run(connection, owner, key).iterator().next().getLong(0);
            if (others >= config.perTenant()) {
                throw new ProblemException(
                        ErrorCode.CONFLICT, "There may be at most %d flags; delete one.".formatted(config.perTenant()));
            }
            TALLIES.forget(connection, owner, key);
            return PUT.run(connection, owner, key, definition, now);
        });
    }

    /** @return whether there was one */
    boolean delete(UUID owner, String key) {
        return database.inTransaction(owner, connection -> {
            TALLIES.forget(connection, owner, key);
            return DELETE.run(connection, owner, key).rowCount() == 1;
        });
    }

    /** Part of the caller's transaction, which nobody else changes the flag before the end of. */
    Optional<Kept> lock(SqlConnection connection, UUID owner, String key) {
        return LOCK.run(connection, owner, key).stream().findFirst().map(this::kept);
    }

    /** Part of the caller's transaction. */
    void replace(SqlConnection connection, UUID owner, String key, Flag flag, Instant now) {
        PUT.run(connection, owner, key, write(flag), now);
    }

    /** Takes a user out of all rules. It is no change that anybody made, and leaves the time of the last one. @return of how many flags */
    int forget(UUID owner, UUID user, int atMost) {
        return database.inTransaction(owner, connection -> {
            var naming = NAMING.run(connection, owner, user.toString(), atMost).stream()
                    .map(this::kept)
                    .toList();
            naming.forEach(kept ->
                    REWRITE.run(connection, owner, kept.key(), write(kept.flag().without(user))));
            return naming.size();
        });
    }

    private Kept kept(Row row) {
        return new Kept(
                row.getUUID("tenant_id"), row.getString("key"), flag(row), Statement.instant(row, "updated_at"));
    }

    private Flag flag(Row row) {
        try {
            return json.readValue(row.getString("definition"), Flag.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the flag %s is none any more".formatted(row.getString("key")), e);
        }
    }

    private String write(Flag flag) {
        try {
            return json.writeValueAsString(flag);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
