package io.focusforge.ai.usage;

import io.focusforge.ai.usage.Usage.Kind;
import io.focusforge.ai.usage.Usage.Subject;
import io.focusforge.common.postgres.TenantDatabase;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgConnectOptions;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A process that counts calls until it is killed. It prints the trace of each paid call once that is counted, and {@code free} for the others. */
final class KilledService {
    private static final int CALLERS = 4;

    private KilledService() {}

    /** Arguments: URL, user and password of the database, directory of the journal, tenant. */
    public static void main(String[] arguments) throws Exception {
        var options =
                PgConnectOptions.fromUri(arguments[0]).setUser(arguments[1]).setPassword(arguments[2]);
        var writer = new LedgerWriter(
                TenantDatabase.over(PgBuilder.pool()
                        .using(Vertx.vertx())
                        .connectingTo(options)
                        .build()),
                new UsageStore(),
                new NoBudgets());
        var journal = new LedgerJournal(Path.of(arguments[3]), 1024 * 1024);
        for (var i = 0; i < CALLERS; i++) {
            Thread.ofPlatform().start(() -> call(journal, UUID.fromString(arguments[4])));
        }
        while (true) {
            journal.drain(writer::write);
        }
    }

    private static void call(LedgerJournal journal, UUID tenant) {
        var subject = new Subject(tenant, tenant, Subject.NONE, "focusforge", "m", Kind.CHAT);
        for (var i = 0; true; i++) {
            var trace = i % 2 == 0 ? UUID.randomUUID().toString() : null;
            if (journal.append(Usage.of(subject, new TokenUsage(1, 0, false), 1L, trace, Instant.now()))) {
                System.out.println(trace == null ? "free" : trace);
            }
        }
    }

    private record NoBudgets() implements SpendingObserver {
        @Override
        public void begin(SqlConnection connection) {}

        @Override
        public void spent(SqlConnection connection, List<Spend> spends) {}
    }
}
