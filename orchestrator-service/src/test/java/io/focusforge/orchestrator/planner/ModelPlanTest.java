package io.focusforge.orchestrator.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.focusforge.orchestrator.task.TaskPlanStep;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelPlanTest {
    private static final Instant DUE = Instant.parse("2026-11-05T17:00:00Z");

    @Test
    void refusesCirclesAndDuplicates() {
        assertThatThrownBy(() -> new ModelPlan(List.of(step("s1", "s2"), step("s2"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ModelPlan(List.of(step("s1"), step("s1"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void movesWhatIsTooLateToTheDueDate() {
        var late = new TaskPlanStep("s1", "t", 5, List.of(), DUE.plusSeconds(1));
        assertThat(new ModelPlan(List.of(late)).until(DUE).getFirst().scheduledFor())
                .isEqualTo(DUE);
        assertThat(new ModelPlan(List.of(late)).until(null)).containsExactly(late);
    }

    private static TaskPlanStep step(String id, String... dependsOn) {
        return new TaskPlanStep(id, "t", 5, List.of(dependsOn), null);
    }
}
