package io.focusforge.common.erasure;

import io.focusforge.common.postgres.TenantDatabase;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;

/** Rows of a table that name their user. A service declares a bean of this class for each such table. */
public final class RowsOfUser implements SubjectData {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final TenantDatabase database;
    private final String place;
    private final String delete;

    /** @param delete with the tenant as {@code $1}, the user as {@code $2} and the most rows to delete as {@code $3} */
    public RowsOfUser(TenantDatabase database, String place, String delete) {
        this.database = database;
        this.place = place;
        this.delete = delete;
    }

    @Override
    public String place() {
        return place;
    }

    @Override
    public Erased erase(DataSubject subject, int atMost) {
        var given = Tuple.of(subject.tenant(), subject.user(), atMost);
        return database.inTransaction(
                subject.tenant(),
                connection -> Erased.of(
                        connection
                                .preparedQuery(delete)
                                .execute(given)
                                .await()
                                .atMost(TIMEOUT)
                                .rowCount(),
                        atMost));
    }
}
