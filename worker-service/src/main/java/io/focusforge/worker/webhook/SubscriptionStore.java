package io.focusforge.worker.webhook;

import io.focusforge.worker.postgres.Statement;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Which endpoints there are for the events of some users of a tenant. */
@ApplicationScoped
class SubscriptionStore {
    private static final Statement FIND = new Statement("""
            SELECT user_id, id, events FROM webhook_endpoints
            WHERE tenant_id = $1 AND user_id = ANY ($2::uuid[]) AND disabled_at IS NULL ORDER BY id""");

    List<Subscription> find(SqlConnection connection, UUID tenant, Collection<UUID> users) {
        var found = new ArrayList<Subscription>();
        FIND.run(connection, tenant, users.toArray(UUID[]::new))
                .forEach(row -> found.add(new Subscription(
                        row.getUUID("user_id"),
                        row.getUUID("id"),
                        new Target(null, null, List.of(row.getArrayOfStrings("events"))))));
        return found;
    }
}
