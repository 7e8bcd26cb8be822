package io.focusforge.orchestrator.projection;

import io.focusforge.orchestrator.event.RecordedEvent;
import io.focusforge.orchestrator.task.RebuiltTasks;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Writes what events come to, page by page: no more than one page is under way. */
final class Built {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private final RebuiltTasks tasks;
    private final SqlConnection connection;
    private final UUID tenant;
    private CompletableFuture<Void> underWay = CompletableFuture.completedFuture(null);
    private long events;
    private long made;

    Built(RebuiltTasks tasks, SqlConnection connection, UUID tenant) {
        this.tasks = tasks;
        this.connection = connection;
        this.tenant = tenant;
    }

    void write(Fold fold, List<RecordedEvent> page) {
        page.forEach(fold::add);
        var finished = fold.take();
        await();
        underWay = tasks.send(connection, tenant, finished);
        events += page.size();
        made += finished.size();
    }

    /** So many more, which the fold has got already. */
    void read(long more) {
        events += more;
    }

    void await() {
        underWay.orTimeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS).join();
    }

    long events() {
        return events;
    }

    long made() {
        return made;
    }
}
