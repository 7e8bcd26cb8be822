package io.focusforge.memory.documents;

import io.focusforge.common.erasure.DataSubject;
import io.focusforge.common.erasure.Erased;
import io.focusforge.common.erasure.SubjectData;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The documents of a person, with their files, also those that others could see. Their pieces are found no more and go within moments. */
@ApplicationScoped
class DocumentData implements SubjectData {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String FIND =
            "SELECT document_id FROM documents WHERE tenant_id = $1 AND user_id = $2 ORDER BY document_id LIMIT $3::int";

    private final Documents documents;
    private final Deletions deletions;
    private final DeletionStore deleted;
    private final TenantDatabase database;

    DocumentData(Documents documents, Deletions deletions, DeletionStore deleted, TenantDatabase database) {
        this.documents = documents;
        this.deletions = deletions;
        this.deleted = deleted;
        this.database = database;
    }

    @Override
    public String place() {
        return "documents";
    }

    /** Those that somebody is deleting already, too; their sagas find nothing left to do here. */
    @Override
    public Erased erase(DataSubject subject, int atMost) {
        var owner = new Caller(subject.tenant(), subject.user(), Set.of(), null);
        find(subject, atMost).forEach(id -> delete(owner, id));
        var hidden = database.read(
                subject.tenant(), connection -> deleted.ofUser(connection, subject.tenant(), subject.user(), atMost));
        hidden.forEach(deletion -> deletions.removeRest(subject.tenant(), deletion));
        return Erased.of(hidden.size(), atMost);
    }

    private void delete(Caller owner, UUID id) {
        try {
            documents.delete(owner, id);
        } catch (ProblemException e) {
            if (e.code() != ErrorCode.NOT_FOUND) {
                throw e;
            }
        }
    }

    private List<UUID> find(DataSubject subject, int atMost) {
        return database.read(subject.tenant(), connection -> {
            var ids = new ArrayList<UUID>();
            connection
                    .preparedQuery(FIND)
                    .execute(Tuple.of(subject.tenant(), subject.user(), atMost))
                    .await()
                    .atMost(TIMEOUT)
                    .forEach(row -> ids.add(row.getUUID(0)));
            return ids;
        });
    }
}
