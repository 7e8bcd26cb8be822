package io.focusforge.worker.schedule;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.worker.intake.Admission;
import io.focusforge.worker.intake.Entrance;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Takes schedules that are due, fires them, and moves them on. Any number of rounds can go on at once, on any replica. */
@ApplicationScoped
class Round {
    private static final Logger LOG = Logger.getLogger(Round.class);
    private static final Duration PUT_OFF = Duration.ofMinutes(1);

    private final DueStore store;
    private final Firing firing;
    private final Admission admission;
    private final TenantDatabase database;
    private final SchedulesConfig config;

    Round(DueStore store, Firing firing, Admission admission, TenantDatabase database, SchedulesConfig config) {
        this.store = store;
        this.firing = firing;
        this.admission = admission;
        this.database = database;
        this.config = config;
    }

    /** @return when the next one is worth its while; empty when nothing is scheduled */
    Optional<Instant> run(Clock clock) {
        var taken = config.batchSize();
        while (taken == config.batchSize()) {
            var now = clock.instant();
            taken = take(now);
        }
        return database.acrossTenants(store::next);
    }

    private int take(Instant now) {
        var took = admission.ofSeveralTenants((connection, entrance) -> take(connection, entrance, now));
        firing.committed(took.launches(), now);
        return took.schedules();
    }

    private record Took(int schedules, List<Launch> launches) {}

    private Took take(SqlConnection connection, Entrance entrance, Instant now) {
        var due = store.take(connection, now, config.batchSize());
        var looks = due.stream()
                .flatMap(schedule -> look(connection, schedule, now))
                .toList();
        return new Took(
                due.size(),
                looks.isEmpty() ? List.of() : firing.fire(connection, entrance, firing.plan(connection, looks), now));
    }

    /** A schedule that cannot be understood, as after its time zone was abolished, does not keep the others. */
    private Stream<Look> look(SqlConnection connection, Schedule schedule, Instant now) {
        try {
            return Stream.of(Look.at(schedule, now, config.grace()));
        } catch (RuntimeException e) {
            LOG.errorf(
                    e,
                    "The schedule %s of %s cannot fire",
                    schedule.key().id(),
                    schedule.key().tenant());
            store.putOff(connection, schedule.key(), now.plus(PUT_OFF));
            return Stream.of();
        }
    }
}
