package io.focusforge.orchestrator.planapi;

import io.focusforge.orchestrator.plan.Appointment;
import io.focusforge.orchestrator.plan.Calendar;
import io.focusforge.orchestrator.plan.Origin;
import io.focusforge.orchestrator.plan.Plan;
import io.focusforge.orchestrator.plan.PlanStatus;
import io.focusforge.orchestrator.plan.PlanStep;
import io.focusforge.orchestrator.plan.Replanning;
import io.focusforge.orchestrator.plan.WorkingHours;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** The body of {@code POST /api/v1/plans}. Only the goal is required: steps that are left out are found. */
public record PlanDraft(
        @NotBlank @Size(max = Bounds.TITLE) @Pattern(regexp = Bounds.PLAIN, message = Bounds.PLAIN_MESSAGE)
        String goal,

        @Size(max = Bounds.DESCRIPTION) @Pattern(regexp = Bounds.PLAIN, message = Bounds.PLAIN_MESSAGE)
        String description,

        Instant startAt,
        Instant deadline,
        @Size(max = 60) String timeZone,

        @Size(min = 1, max = Bounds.HOURS) List<@NotNull @Valid WorkingHours> workingHours,

        @Size(max = Bounds.APPOINTMENTS) List<@NotNull @Valid Appointment> appointments,

        Replanning replanning,
        @Size(min = 1, max = Bounds.STEPS) List<@NotNull @Valid StepDraft> steps) {
    boolean hasSteps() {
        return steps != null;
    }

    List<PlanStep> given() {
        return IntStream.range(0, steps.size())
                .mapToObj(i -> steps.get(i).proposed("s" + (i + 1)))
                .toList();
    }

    /** Without times. */
    Plan plan(UUID id, List<PlanStep> planned, Origin by, Instant now) {
        return new Plan(
                id,
                goal,
                description,
                PlanStatus.PROPOSED,
                new Calendar(timeZone, workingHours, appointments),
                startAt == null || startAt.isBefore(now) ? now : startAt,
                deadline,
                planned,
                null,
                by,
                List.of(),
                null,
                replanning,
                List.of(),
                1,
                now,
                now);
    }
}
