package io.focusforge.bench.orchestrator;

import dev.dbos.transact.DBOS;
import dev.dbos.transact.config.DBOSConfig;
import dev.dbos.transact.workflow.Workflow;
import io.focusforge.local.server.PostgresAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** DBOS Transact for Java (https://github.com/dbos-inc/dbos-transact-java), with its defaults. */
final class DbosSteps implements StepContestant {
    /** What DBOS wraps. */
    public interface Chain {
        void run(String caller);
    }

    /** A workflow of the same steps. */
    public static final class Steps implements Chain {
        private final Map<String, Runnable> seen = new ConcurrentHashMap<>();
        private final DBOS dbos;

        Steps(DBOS dbos) {
            this.dbos = dbos;
        }

        @Override
        @Workflow(name = "bench")
        public void run(String caller) {
            var step = seen.get(caller);
            for (var i = 0; i < STEPS; i++) {
                dbos.runStep(step::run, "s" + i);
            }
        }
    }

    private final DBOS dbos;
    private final Steps steps;
    private final Chain chain;

    DbosSteps(PostgresAddress server, String database) {
        dbos = new DBOS(DBOSConfig.defaults("bench")
                .withDatabaseUrl(server.jdbcUrl(database))
                .withDbUser("postgres")
                .withDbPassword(server.password()));
        steps = new Steps(dbos);
        chain = dbos.registerProxy(Chain.class, steps);
        dbos.launch();
    }

    @Override
    public String name() {
        return "DBOS Transact";
    }

    @Override
    public void chain(Runnable seen) {
        var caller = Thread.currentThread().getName();
        steps.seen.put(caller, seen);
        chain.run(caller);
    }

    @Override
    public void close() {
        dbos.shutdown();
    }
}
