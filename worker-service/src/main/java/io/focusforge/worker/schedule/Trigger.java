package io.focusforge.worker.schedule;

import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.idempotency.Once;
import io.focusforge.common.idempotency.StoredAnswer;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.worker.intake.Admission;
import io.focusforge.worker.intake.Entrance;
import io.focusforge.worker.postgres.JobRows;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Fires a schedule because somebody wants it, also while it is paused. What holds for its own times holds for this one. */
@ApplicationScoped
class Trigger {
    private static final int ACCEPTED = 202;

    private final Schedules schedules;
    private final ScheduleStore store;
    private final Firing firing;
    private final Admission admission;
    private final Once once;
    private final JobRows rows;

    Trigger(Schedules schedules, ScheduleStore store, Firing firing, Admission admission, Once once, JobRows rows) {
        this.schedules = schedules;
        this.store = store;
        this.firing = firing;
        this.admission = admission;
        this.once = once;
        this.rows = rows;
    }

    Once.Answer fire(Caller caller, UUID id, Optional<IdempotencyKey> key) {
        var launches = new ArrayList<Launch>();
        var answer = admission.inTransaction(
                caller.tenant(),
                (connection, entrance) -> once.run(connection, caller, key, id, () -> {
                    launches.add(fire(connection, entrance, caller, id));
                    return answer(launches.getFirst());
                }));
        firing.committed(launches, schedules.now());
        return answer;
    }

    private Launch fire(SqlConnection connection, Entrance entrance, Caller caller, UUID id) {
        var schedule = store.lock(connection, caller, id).orElseThrow(Schedules::unknown);
        var now = schedules.now();
        var plans = firing.plan(connection, List.of(Look.byHand(schedule, now)));
        if (!plans.getFirst().skipped().isEmpty()) {
            throw tooSoon(schedule);
        }
        return firing.fire(connection, entrance, plans, now).getFirst();
    }

    private static ProblemException tooSoon(Schedule schedule) {
        return new ProblemException(
                ErrorCode.CONFLICT,
                schedule.spec().overlap() == Overlap.QUEUE
                        ? "Too many fires of the schedule wait already."
                        : "The schedule's last job has not ended yet.");
    }

    private StoredAnswer answer(Launch launch) {
        var fire = launch.plan().waiting().stream().findFirst().orElse(launch.fire());
        return switch (fire) {
            case null ->
                throw new ProblemException(ErrorCode.CONFLICT, "The schedule was triggered in this very moment.");
            case Fire failed
            when failed.error() != null ->
                throw new ProblemException(
                        ErrorCode.CONFLICT,
                        "The job cannot be made: " + failed.error().message());
            case Fire made ->
                new StoredAnswer(
                        ACCEPTED,
                        made.job() == null ? null : "/api/v1/jobs/" + made.job(),
                        rows.write(FireView.of(made)));
        };
    }
}
