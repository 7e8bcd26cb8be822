package io.focusforge.orchestrator.planapi;

import io.focusforge.orchestrator.plan.ChainCall;
import io.focusforge.orchestrator.plan.JobCall;
import io.focusforge.orchestrator.plan.PlanStep;
import io.focusforge.orchestrator.task.Energy;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;

/** A step as it is sent. @param id found when left out @param chain what does it; the person when left out @param job what does it instead of a chain */
record StepDraft(
        @Pattern(regexp = Bounds.ID, message = Bounds.ID_MESSAGE)
        String id,

        @NotBlank @Size(max = Bounds.TITLE) @Pattern(regexp = Bounds.PLAIN, message = Bounds.PLAIN_MESSAGE)
        String title,

        @NotNull @Min(1) @Max(Bounds.MINUTES) Integer estimateMinutes,

        @Size(max = Bounds.NEEDS) List<@NotNull String> dependsOn,
        Instant notBefore,
        Instant deadline,
        Energy energy,
        Boolean splittable,
        @Valid ChainCall chain,
        @Valid JobCall job) {
    PlanStep proposed(String otherwise) {
        return PlanStep.proposed(
                id == null ? otherwise : id,
                title,
                estimateMinutes,
                dependsOn == null ? List.of() : dependsOn.stream().distinct().toList(),
                new PlanStep.Terms(notBefore, deadline, energy, splittable),
                new PlanStep.By(chain, job));
    }
}
