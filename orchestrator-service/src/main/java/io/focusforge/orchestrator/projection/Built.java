package io.focusforge.orchestrator.projection;

import io.focusforge.orchestrator.event.RecordedEvent;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Writes what events come to, page by page: no more than one page is under way. */
final class Built {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private final SqlConnection connection;
    private final UUID tenant;
    private CompletableFuture<Void> underWay = CompletableFuture.completedFuture(null);
    private long events;
    /** Of the first model. */
    private long made;

    Built(SqlConnection connection, UUID tenant) {
        this.connection = connection;
        this.tenant = tenant;
    }

    void write(Fold fold, List<RecordedEvent> page) {
        page.forEach(fold::add);
        var finished = fold.take();
        await();
        underWay = CompletableFuture.allOf(
                finished.stream().map(of -> of.send(connection, tenant)).toArray(CompletableFuture<?>[]::new));
        events += page.size();
        made += finished.getFirst().things().size();
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
