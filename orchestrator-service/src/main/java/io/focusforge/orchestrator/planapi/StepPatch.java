package io.focusforge.orchestrator.planapi;

import io.focusforge.common.problem.ProblemException;
import io.focusforge.orchestrator.plan.Plan;
import io.focusforge.orchestrator.plan.StepFields;
import io.focusforge.orchestrator.task.Energy;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The body of {@code PATCH …/steps/{step}}: what is absent stays; a time that is null (empty here) is removed. */
public final class StepPatch {
    @Size(min = 1, max = Bounds.TITLE)
    @Pattern(regexp = Bounds.PLAIN, message = Bounds.PLAIN_MESSAGE)
    private String title;

    @Min(1)
    @Max(Bounds.MINUTES)
    private Integer estimateMinutes;

    @Size(max = Bounds.NEEDS)
    private List<@NotNull String> dependsOn;

    private Optional<Instant> notBefore;
    private Optional<Instant> deadline;
    private Energy energy;
    private Boolean splittable;

    public void setTitle(String title) {
        this.title = title;
    }

    public void setEstimateMinutes(Integer estimateMinutes) {
        this.estimateMinutes = estimateMinutes;
    }

    public void setDependsOn(List<String> dependsOn) {
        this.dependsOn = dependsOn;
    }

    public void setNotBefore(Optional<Instant> notBefore) {
        this.notBefore = notBefore;
    }

    public void setDeadline(Optional<Instant> deadline) {
        this.deadline = deadline;
    }

    public void setEnergy(Energy energy) {
        this.energy = energy;
    }

    public void setSplittable(Boolean splittable) {
        this.splittable = splittable;
    }

    Plan applyTo(Plan plan, String step, Instant now) {
        if (title != null && title.isBlank()) {
            throw ProblemException.invalid("title", "must not be blank");
        }
        var patched = plan.withStep(step, this::apply);
        PlanCheck.step(patched, step, now);
        return patched;
    }

    private void apply(StepFields fields) {
        fields.title = or(title, fields.title);
        fields.estimateMinutes = or(estimateMinutes, fields.estimateMinutes);
        fields.dependsOn = or(dependsOn, fields.dependsOn).stream().distinct().toList();
        fields.notBefore = notBefore == null ? fields.notBefore : notBefore.orElse(null);
        fields.deadline = deadline == null ? fields.deadline : deadline.orElse(null);
        fields.energy = or(energy, fields.energy);
        fields.splittable = or(splittable, fields.splittable);
    }

    private static <T> T or(T value, T otherwise) {
        return value == null ? otherwise : value;
    }
}
