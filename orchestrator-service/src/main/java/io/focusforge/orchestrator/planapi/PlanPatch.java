package io.focusforge.orchestrator.planapi;

import io.focusforge.orchestrator.plan.Appointment;
import io.focusforge.orchestrator.plan.Calendar;
import io.focusforge.orchestrator.plan.Plan;
import io.focusforge.orchestrator.plan.Replanning;
import io.focusforge.orchestrator.plan.WorkingHours;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The body of {@code PATCH /api/v1/plans/{id}}: what is absent stays. A deadline that is null (empty here) is removed. */
public final class PlanPatch {
    @Size(min = 1, max = Bounds.TITLE)
    @Pattern(regexp = Bounds.PLAIN, message = Bounds.PLAIN_MESSAGE)
    private String goal;

    private Optional<Instant> deadline;

    @Size(max = 60)
    private String timeZone;

    @Size(min = 1, max = Bounds.HOURS)
    private List<@NotNull @Valid WorkingHours> workingHours;

    @Size(max = Bounds.APPOINTMENTS)
    private List<@NotNull @Valid Appointment> appointments;

    private Replanning replanning;

    public void setReplanning(Replanning replanning) {
        this.replanning = replanning;
    }

    public void setGoal(@NotBlank String goal) {
        this.goal = goal;
    }

    public void setDeadline(Optional<Instant> deadline) {
        this.deadline = deadline;
    }

    public void setTimeZone(String timeZone) {
        this.timeZone = timeZone;
    }

    public void setWorkingHours(List<WorkingHours> workingHours) {
        this.workingHours = workingHours;
    }

    public void setAppointments(List<Appointment> appointments) {
        this.appointments = appointments;
    }

    Plan applyTo(Plan plan, Instant now) {
        var present = plan.calendar();
        var calendar = new Calendar(
                timeZone == null ? present.timeZone() : timeZone,
                workingHours == null ? present.workingHours() : workingHours,
                appointments == null ? present.appointments() : appointments);
        var patched = plan.with(fields -> {
            fields.goal = goal == null ? plan.goal() : goal;
            fields.deadline = deadline == null ? plan.deadline() : deadline.orElse(null);
            fields.calendar = calendar;
            fields.replanning = replanning == null ? plan.replanning() : replanning;
        });
        PlanCheck.frame(patched, deadline != null, now);
        return patched;
    }
}
