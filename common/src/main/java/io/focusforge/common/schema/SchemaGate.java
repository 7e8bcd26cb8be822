package io.focusforge.common.schema;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.PreventFurtherStepsException;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.flywaydb.core.Flyway;
import org.jboss.logging.Logger;

/** Keeps a service that does not make its tables itself from running over tables of another release, and ends a process that only makes them. */
@ApplicationScoped
class SchemaGate {
    private static final Logger LOG = Logger.getLogger(SchemaGate.class);
    private static final int BEFORE_ALL = -1_000;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Flyway flyway;
    private final AgroalDataSource database;
    private final SchemaConfig config;
    private final Clock clock;

    SchemaGate(Flyway flyway, AgroalDataSource database, SchemaConfig config, Clock clock) {
        this.flyway = flyway;
        this.database = database;
        this.config = config;
        this.clock = clock;
    }

    void open(@Observes @Priority(BEFORE_ALL) StartupEvent event) {
        if (config.exit()) {
            // not by quarkus.init-and-exit, which may come after what services do at their start
            // both: the first ends the process, the second the start
            Quarkus.asyncExit(0);
            throw new PreventFurtherStepsException("The tables are made.", 0);
        }
        if (!config.migrate()) {
            pass();
        }
    }

    /** @throws IllegalStateException when the tables do not fit, and do not come to fit in time */
    void pass() {
        var schema = new Schema(Flyway.configure()
                .configuration(flyway.getConfiguration())
                .dataSource(database)
                .load());
        var deadline = clock.instant().plus(config.waitFor());
        var state = schema.state();
        while (state.isPassing() && clock.instant().isBefore(deadline)) {
            LOG.infof("Waiting: %s", state.sentence());
            LockSupport.parkNanos(PAUSE.toNanos());
            state = schema.state();
        }
        if (!(state instanceof SchemaState.Fitting)) {
            throw new IllegalStateException(state.sentence());
        }
    }
}
