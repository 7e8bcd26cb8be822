package io.focusforge.orchestrator.projection;

import io.focusforge.orchestrator.readmodel.ReadModel;
import io.focusforge.orchestrator.readmodel.ReadTable;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** All that is made anew, tasks first; each call is part of the caller's transaction. */
@ApplicationScoped
class Models {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final String TASKS = "tasks";
    private final List<ReadModel<?>> all;
    private final List<String> forget;
    private final List<String> clear;

    @Inject
    Models(Instance<ReadModel<?>> all) {
        this(all.stream().<ReadModel<?>>map(Function.identity()).toList());
    }

    Models(List<ReadModel<?>> all) {
        this.all = all.stream()
                .sorted(Comparator.comparing(model -> !things(model).name().equals(TASKS)))
                .toList();
        this.forget = tables().stream()
                .map(table -> "DELETE FROM %s WHERE tenant_id = $1 AND %s = ANY ($2::uuid[])"
                        .formatted(table.rebuilt(), table.stream()))
                .toList();
        // By their places: how many rows there are nobody has counted, so that the planner would look for each in all.
        this.clear = tables().stream()
                .map(table ->
                        "DELETE FROM %1$s WHERE ctid = ANY (ARRAY(SELECT ctid FROM %1$s WHERE tenant_id = $1 LIMIT $2::int))"
                                .formatted(table.rebuilt()))
                .toList();
    }

    List<ReadModel<?>> all() {
        return all;
    }

    List<ReadTable> tables() {
        return all.stream().flatMap(model -> model.tables().stream()).toList();
    }

    /** Makes them anew; of these streams those that have come to nothing are left out. */
    void replace(SqlConnection connection, UUID tenant, Collection<UUID> streams, List<Finished<?>> things) {
        var ids = streams.toArray(UUID[]::new);
        forget.forEach(sql -> execute(connection, sql, Tuple.of(tenant, ids)));
        things.forEach(of -> of.send(connection, tenant)
                .orTimeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .join());
    }

    /** @return how many rows were removed; there may be more when it is {@code atMost} */
    int clear(SqlConnection connection, UUID tenant, int atMost) {
        return clear.stream()
                .mapToInt(sql -> execute(connection, sql, Tuple.of(tenant, atMost)))
                .max()
                .orElse(0);
    }

    private static ReadTable things(ReadModel<?> model) {
        return model.tables().getFirst();
    }

    private static int execute(SqlConnection connection, String sql, Tuple parameters) {
        return connection
                .preparedQuery(sql)
                .execute(parameters)
                .await()
                .atMost(TIMEOUT)
                .rowCount();
    }
}
