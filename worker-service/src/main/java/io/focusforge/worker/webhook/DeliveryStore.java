package io.focusforge.worker.webhook;

import io.focusforge.common.page.Cursor;
import io.focusforge.worker.postgres.Statement;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The delivery logs of endpoints. What is added pushes out what is oldest. */
@ApplicationScoped
class DeliveryStore {
    private static final Statement INSERT = new Statement("""
            INSERT INTO webhook_deliveries (tenant_id, endpoint_id, id, job_id, attempt, event_type, at, duration_ms, status, error)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)""");
    private static final Statement CUT = new Statement("""
            DELETE FROM webhook_deliveries WHERE tenant_id = $1 AND endpoint_id = $2 AND id <= (
                SELECT id FROM webhook_deliveries WHERE tenant_id = $1 AND endpoint_id = $2 ORDER BY id DESC OFFSET $3::int LIMIT 1)""");
    private static final Statement LIST = new Statement("""
            SELECT * FROM webhook_deliveries
            WHERE tenant_id = $1 AND endpoint_id = $2 AND ($3::uuid IS NULL OR id < $3::uuid)
            ORDER BY id DESC LIMIT $4::int""");
    private static final Statement CLEAR =
            new Statement("DELETE FROM webhook_deliveries WHERE tenant_id = $1 AND endpoint_id = $2");
    private static final Statement PURGE = new Statement("""
            DELETE FROM webhook_deliveries WHERE (tenant_id, endpoint_id, id) IN (
                SELECT tenant_id, endpoint_id, id FROM webhook_deliveries WHERE at < $1 ORDER BY at LIMIT $2::int)""");

    void insert(SqlConnection connection, Endpoint endpoint, Delivery delivery, int kept) {
        INSERT.run(
                connection,
                endpoint.tenant(),
                endpoint.id(),
                delivery.id(),
                delivery.jobId(),
                delivery.attempt(),
                delivery.eventType(),
                delivery.at(),
                delivery.durationMs(),
                delivery.status(),
                delivery.error());
        CUT.run(connection, endpoint.tenant(), endpoint.id(), kept);
    }

    /** Newest first; one more than the limit, if there is one. */
    List<Delivery> list(SqlConnection connection, Endpoint endpoint, int limit, Cursor cursor) {
        var deliveries = new ArrayList<Delivery>();
        LIST.run(connection, endpoint.tenant(), endpoint.id(), cursor == null ? null : cursor.after(), limit + 1)
                .forEach(row -> deliveries.add(delivery(row)));
        return deliveries;
    }

    void clear(SqlConnection connection, UUID tenant, UUID endpoint) {
        CLEAR.run(connection, tenant, endpoint);
    }

    int purge(SqlConnection connection, Instant before, int limit) {
        return PURGE.run(connection, before, limit).rowCount();
    }

    private static Delivery delivery(Row row) {
        return new Delivery(
                row.getUUID("id"),
                row.getUUID("job_id"),
                row.getInteger("attempt"),
                row.getString("event_type"),
                Statement.instant(row, "at"),
                row.getInteger("duration_ms"),
                row.getInteger("status"),
                row.getString("error"));
    }
}
