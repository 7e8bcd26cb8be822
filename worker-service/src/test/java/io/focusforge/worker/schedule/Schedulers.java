package io.focusforge.worker.schedule;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.worker.intake.Admission;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Makes schedulers beside the one of the application, as other replicas have. They take a few schedules at a time. */
@ApplicationScoped
class Schedulers {
    private final DueStore due;
    private final Firing firing;
    private final Admission admission;
    private final TenantDatabase database;

    Schedulers(DueStore due, Firing firing, Admission admission, TenantDatabase database) {
        this.due = due;
        this.firing = firing;
        this.admission = admission;
        this.database = database;
    }

    Round another() {
        return new Round(due, firing, admission, database, new Few());
    }

    private record Few() implements SchedulesConfig {
        @Override
        public Duration every() {
            return Duration.ofMillis(100);
        }

        @Override
        public int batchSize() {
            return 3;
        }

        @Override
        public Duration grace() {
            return Duration.ofMinutes(1);
        }

        @Override
        public int maxPerTenant() {
            return 1;
        }

        @Override
        public int history() {
            return 10;
        }
    }
}
