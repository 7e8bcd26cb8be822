package io.focusforge.gateway.apikey;

import io.focusforge.common.erasure.DataSubject;
import io.focusforge.common.erasure.Erased;
import io.focusforge.common.erasure.SubjectData;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.gateway.resource.Rows;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The keys of a person: whoever still has one is nobody here at once, and elsewhere when it is no longer remembered. */
@ApplicationScoped
class KeysOfUser implements SubjectData {
    private static final String DELETE = """
            DELETE FROM api_keys WHERE (tenant_id, id) IN (
                SELECT tenant_id, id FROM api_keys WHERE tenant_id = $1 AND user_id = $2 LIMIT $3::int)
            RETURNING id""";

    private final TenantDatabase database;
    private final KeyRing ring;

    KeysOfUser(TenantDatabase database, KeyRing ring) {
        this.database = database;
        this.ring = ring;
    }

    /** Before the user, by name, whose they are. */
    @Override
    public String place() {
        return "api-keys";
    }

    @Override
    public Erased erase(DataSubject subject, int atMost) {
        var gone = database.inTransaction(subject.tenant(), connection -> {
            var ids = new ArrayList<UUID>();
            Rows.execute(connection, DELETE, Tuple.of(subject.tenant(), subject.user(), atMost))
                    .forEach(row -> ids.add(row.getUUID("id")));
            return List.copyOf(ids);
        });
        gone.forEach(ring::forget);
        return Erased.of(gone.size(), atMost);
    }
}
