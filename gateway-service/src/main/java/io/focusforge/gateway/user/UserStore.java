package io.focusforge.gateway.user;

import io.focusforge.common.page.Page;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.gateway.resource.PageRequest;
import io.focusforge.gateway.resource.Rows;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Users in Postgres. */
@ApplicationScoped
public class UserStore {
    private static final String INSERT =
            "INSERT INTO users (tenant_id, id, name, email, created_at) VALUES ($1, $2, $3, $4, $5)";
    private static final String FIND =
            "SELECT tenant_id, id, name, email, created_at FROM users WHERE tenant_id = $1 AND id = $2";
    private static final String LIST = """
            SELECT tenant_id, id, name, email, created_at FROM users
            WHERE tenant_id = $1 AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3""";

    private final TenantDatabase database;

    UserStore(TenantDatabase database) {
        this.database = database;
    }

    public void insert(SqlConnection connection, User user) {
        Rows.insert(
                connection,
                INSERT,
                Tuple.of(user.tenantId(), user.id(), user.name(), user.email(), Rows.utc(user.createdAt())),
                "The tenant has a user of this name already; choose another name.",
                "tenant");
    }

    Optional<User> find(UUID tenant, UUID id) {
        return database.read(
                tenant,
                connection -> Rows.first(Rows.execute(connection, FIND, Tuple.of(tenant, id)), UserStore::user));
    }

    Page<User> list(UUID tenant, PageRequest page) {
        return database.read(
                tenant,
                connection -> page.cut(
                        Rows.execute(connection, LIST, Tuple.of(tenant, page.after(), page.rows())),
                        UserStore::user,
                        User::id));
    }

    private static User user(Row row) {
        return new User(
                row.getUUID("tenant_id"),
                row.getUUID("id"),
                row.getString("name"),
                row.getString("email"),
                Rows.instant(row, "created_at"));
    }
}
