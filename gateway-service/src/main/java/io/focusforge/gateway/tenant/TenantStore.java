package io.focusforge.gateway.tenant;

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

/** Tenants in Postgres. */
@ApplicationScoped
public class TenantStore {
    private static final String INSERT = "INSERT INTO tenants (tenant_id, name, created_at) VALUES ($1, $2, $3)";
    private static final String FIND = "SELECT tenant_id, name, created_at FROM tenants WHERE tenant_id = $1";
    private static final String LIST = """
            SELECT tenant_id, name, created_at FROM tenants
            WHERE $1::uuid IS NULL OR tenant_id > $1 ORDER BY tenant_id LIMIT $2""";
    private static final String ANY = "SELECT 1 FROM tenants LIMIT 1";

    private final TenantDatabase database;

    TenantStore(TenantDatabase database) {
        this.database = database;
    }

    public void insert(SqlConnection connection, Tenant tenant) {
        Rows.insert(
                connection,
                INSERT,
                Tuple.of(tenant.id(), tenant.name(), Rows.utc(tenant.createdAt())),
                "There is a tenant of this name already; choose another name.",
                "tenant");
    }

    public boolean isEmpty(SqlConnection connection) {
        return Rows.execute(connection, ANY, Tuple.tuple()).size() == 0;
    }

    Optional<Tenant> find(UUID id) {
        return database.read(
                id, connection -> Rows.first(Rows.execute(connection, FIND, Tuple.of(id)), TenantStore::tenant));
    }

    Page<Tenant> list(PageRequest page) {
        return database.acrossTenants(connection -> page.cut(
                Rows.execute(connection, LIST, Tuple.of(page.after(), page.rows())), TenantStore::tenant, Tenant::id));
    }

    private static Tenant tenant(Row row) {
        return new Tenant(row.getUUID("tenant_id"), row.getString("name"), Rows.instant(row, "created_at"));
    }
}
