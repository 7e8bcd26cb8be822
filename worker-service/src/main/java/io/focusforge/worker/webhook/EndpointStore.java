package io.focusforge.worker.webhook;

import io.focusforge.common.identity.Caller;
import io.focusforge.common.page.Cursor;
import io.focusforge.worker.postgres.Statement;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The endpoints of one user. */
@ApplicationScoped
class EndpointStore {
    private static final Statement INSERT = new Statement("""
            INSERT INTO webhook_endpoints (tenant_id, user_id, id, url, description, events, secret, failures, created_at, updated_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, 0, $8, $8)""");
    private static final String ONE =
            "SELECT * FROM webhook_endpoints WHERE tenant_id = $1 AND user_id = $2 AND id = $3";
    private static final Statement FIND = new Statement(ONE);
    private static final Statement LOCK = new Statement(ONE + " FOR UPDATE");
    private static final Statement LIST = new Statement("""
            SELECT * FROM webhook_endpoints
            WHERE tenant_id = $1 AND user_id = $2 AND ($3::uuid IS NULL OR id < $3::uuid)
            ORDER BY id DESC LIMIT $4::int""");
    private static final Statement UPDATE = new Statement("""
            UPDATE webhook_endpoints SET url = $3, description = $4, events = $5, secret = $6, former_secret = $7, former_until = $8,
                   failures = $9, failing_since = $10, disabled_at = $11, disabled_reason = $12, updated_at = $13
            WHERE tenant_id = $1 AND id = $2""");
    private static final Statement DELETE =
            new Statement("DELETE FROM webhook_endpoints WHERE tenant_id = $1 AND user_id = $2 AND id = $3");
    private static final Statement ONE_AT_A_TIME =
            new Statement("SELECT pg_advisory_xact_lock(hashtextextended($1::text, 0))");
    private static final Statement COUNT =
            new Statement("SELECT count(*) AS number FROM webhook_endpoints WHERE tenant_id = $1 AND user_id = $2");

    void insert(SqlConnection connection, Endpoint endpoint) {
        var target = endpoint.target();
        INSERT.run(
                connection,
                endpoint.tenant(),
                endpoint.user(),
                endpoint.id(),
                target.url(),
                target.description(),
                target.events().toArray(String[]::new),
                endpoint.keys().present().reveal(),
                endpoint.createdAt());
    }

    /** How many there are; nobody else of this user counts before the transaction ends. */
    long count(SqlConnection connection, Caller caller) {
        ONE_AT_A_TIME.run(connection, "webhooks " + caller.tenant() + caller.user());
        return COUNT.run(connection, caller.tenant(), caller.user())
                .iterator()
                .next()
                .getLong("number");
    }

    Optional<Endpoint> find(SqlConnection connection, Caller caller, UUID id) {
        return one(FIND.run(connection, caller.tenant(), caller.user(), id));
    }

    Optional<Endpoint> lock(SqlConnection connection, Caller caller, UUID id) {
        return one(LOCK.run(connection, caller.tenant(), caller.user(), id));
    }

    /** Newest first; one more than the limit, if there is one. */
    List<Endpoint> list(SqlConnection connection, Caller caller, int limit, Cursor cursor) {
        var endpoints = new ArrayList<Endpoint>();
        LIST.run(connection, caller.tenant(), caller.user(), cursor == null ? null : cursor.after(), limit + 1)
                .forEach(row -> endpoints.add(endpoint(row)));
        return endpoints;
    }

    void update(SqlConnection connection, Endpoint endpoint) {
        var target = endpoint.target();
        var keys = endpoint.keys();
        var health = endpoint.health();
        UPDATE.run(
                connection,
                endpoint.tenant(),
                endpoint.id(),
                target.url(),
                target.description(),
                target.events().toArray(String[]::new),
                keys.present().reveal(),
                keys.former() == null ? null : keys.former().reveal(),
                keys.formerUntil(),
                health.failures(),
                health.failingSince(),
                health.isEnabled() ? null : health.disabled().at(),
                health.isEnabled() ? null : health.disabled().reason().text(),
                endpoint.updatedAt());
    }

    boolean delete(SqlConnection connection, Caller caller, UUID id) {
        return DELETE.run(connection, caller.tenant(), caller.user(), id).rowCount() == 1;
    }

    private static Optional<Endpoint> one(RowSet<Row> rows) {
        var row = rows.iterator();
        return row.hasNext() ? Optional.of(endpoint(row.next())) : Optional.empty();
    }

    private static Endpoint endpoint(Row row) {
        return new Endpoint(
                row.getUUID("tenant_id"),
                row.getUUID("user_id"),
                row.getUUID("id"),
                new Target(
                        row.getString("url"), row.getString("description"), List.of(row.getArrayOfStrings("events"))),
                keys(row),
                health(row),
                Statement.instant(row, "created_at"),
                Statement.instant(row, "updated_at"));
    }

    private static Keys keys(Row row) {
        var former = row.getString("former_secret");
        return new Keys(
                Secret.of(row.getString("secret")),
                former == null ? null : Secret.of(former),
                Statement.instant(row, "former_until"));
    }

    private static Health health(Row row) {
        var disabledAt = Statement.instant(row, "disabled_at");
        return new Health(
                row.getInteger("failures"),
                Statement.instant(row, "failing_since"),
                disabledAt == null
                        ? null
                        : new Health.Disabled(disabledAt, Health.Reason.of(row.getString("disabled_reason"))));
    }
}
