package io.focusforge.worker.deadletter;

import io.focusforge.common.identity.Caller;
import io.focusforge.worker.postgres.Statement;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;

/** The conditions of a statement over dead letters: only those that were asked for, so that each can be looked up in the index. */
final class Criteria {
    private final StringBuilder where = new StringBuilder("state = 'dead'");
    private final List<Object> values = new ArrayList<>();

    Criteria(Caller caller, DeadLetterFilter filter) {
        and("tenant_id =", caller.tenant());
        and("user_id =", caller.user());
        and("queue =", filter.queue());
        and("type =", filter.type());
        and("error_code =", filter.errorCode());
        and("finished_at >=", filter.diedAfter());
        and("finished_at <", filter.diedBefore());
    }

    /** Those that died before where the cursor stands. */
    Criteria after(DeadLetterCursor cursor) {
        if (cursor != null) {
            where.append(" AND (finished_at, id) < (%s::timestamptz, %s::uuid)"
                    .formatted(value(cursor.diedAt()), value(cursor.id())));
        }
        return this;
    }

    String where() {
        return where.toString();
    }

    /** @return how the statement names it */
    String value(Object value) {
        values.add(value);
        return "$" + values.size();
    }

    RowSet<Row> run(SqlConnection connection, String sql) {
        return new Statement(sql).run(connection, values.toArray());
    }

    private void and(String condition, Object value) {
        if (value != null) {
            where.append(" AND ").append(condition).append(' ').append(value(value));
        }
    }
}
