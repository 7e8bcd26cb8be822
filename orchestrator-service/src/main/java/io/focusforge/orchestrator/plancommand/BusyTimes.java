package io.focusforge.orchestrator.plancommand;

import io.focusforge.orchestrator.appointment.AppointmentStore;
import io.focusforge.orchestrator.plan.PlanKey;
import io.focusforge.orchestrator.plan.PlanStore;
import io.focusforge.orchestrator.plan.TimeSpan;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** When the owner of a plan does something else: other plans that were accepted, and the own calendar. */
@ApplicationScoped
class BusyTimes {
    private final PlanStore plans;
    private final AppointmentStore appointments;

    BusyTimes(PlanStore plans, AppointmentStore appointments) {
        this.plans = plans;
        this.appointments = appointments;
    }

    List<TimeSpan> of(SqlConnection connection, PlanKey key, Instant now) {
        return Stream.concat(
                        plans.busy(connection, key, now).stream(),
                        appointments.busy(connection, key.tenant(), key.owner(), now).stream())
                .toList();
    }
}
