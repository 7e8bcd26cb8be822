package io.focusforge.worker.payload;

import io.focusforge.common.erasure.DataSubject;
import io.focusforge.common.erasure.Erased;
import io.focusforge.common.erasure.SubjectData;
import io.focusforge.common.objects.ObjectStore;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.worker.postgres.Statement;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Uploaded payloads of a person: first the object, then the row, so that what an interruption leaves is found again. */
@ApplicationScoped
class UploadsOfUser implements SubjectData {
    private static final Statement FIND =
            new Statement("SELECT id FROM job_payloads WHERE tenant_id = $1 AND user_id = $2 LIMIT $3::int");
    private static final Statement DELETE =
            new Statement("DELETE FROM job_payloads WHERE tenant_id = $1 AND id = ANY ($2::uuid[])");

    private final TenantDatabase database;
    private final ObjectStore objects;

    UploadsOfUser(TenantDatabase database, ObjectStore objects) {
        this.database = database;
        this.objects = objects;
    }

    @Override
    public String place() {
        return "payloads";
    }

    @Override
    public Erased erase(DataSubject subject, int atMost) {
        var found = find(subject, atMost);
        found.forEach(id -> objects.delete(new PayloadRef(id).key(subject.tenant())));
        if (!found.isEmpty()) {
            database.inTransaction(
                    subject.tenant(),
                    connection -> DELETE.run(connection, subject.tenant(), found.toArray(UUID[]::new)));
        }
        return Erased.of(found.size(), atMost);
    }

    private List<UUID> find(DataSubject subject, int atMost) {
        return database.read(subject.tenant(), connection -> {
            var ids = new ArrayList<UUID>();
            FIND.run(connection, subject.tenant(), subject.user(), atMost).forEach(row -> ids.add(row.getUUID("id")));
            return ids;
        });
    }
}
