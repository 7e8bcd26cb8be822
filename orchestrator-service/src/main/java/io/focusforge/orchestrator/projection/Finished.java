package io.focusforge.orchestrator.projection;

import io.focusforge.orchestrator.readmodel.Owned;
import io.focusforge.orchestrator.readmodel.ReadModel;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Things of one kind, to be written. */
record Finished<T>(ReadModel<T> model, List<Owned<T>> things) {
    CompletableFuture<?> send(SqlConnection connection, UUID tenant) {
        return things.isEmpty() ? CompletableFuture.completedFuture(null) : model.send(connection, tenant, things);
    }
}
