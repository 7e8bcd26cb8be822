package io.focusforge.orchestrator.plan;

import io.focusforge.orchestrator.task.Energy;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * One thing to do for a goal.
 *
 * @param id unique in its plan
 * @param dependsOn ids of steps that end before it begins
 * @param splittable whether it may be done in several sittings
 * @param chain what does it; null when the person or a job does
 * @param job what does it; null when the person or a chain does
 * @param blocks when it is done; none when there is no room
 * @param critical whether the goal takes longer when it does
 * @param slackMinutes by which it can take longer before the goal does
 * @param taskId the task that it became; null before it was accepted
 * @param run null for none yet
 */
public record PlanStep(
        String id,
        String title,
        int estimateMinutes,
        List<String> dependsOn,
        Instant notBefore,
        Instant deadline,
        Energy energy,
        boolean splittable,
        ChainCall chain,
        JobCall job,
        StepState state,
        List<TimeSpan> blocks,
        boolean critical,
        long slackMinutes,
        UUID taskId,
        StepRun run,
        Instant doneAt) {
    /** Minutes that one can work on something without a break; what takes longer is split where it has to be. */
    private static final int ONE_SITTING = 120;

    public PlanStep {
        dependsOn = List.copyOf(dependsOn);
        blocks = List.copyOf(blocks);
    }

    /** How a step begins. @param terms what is asked of its time */
    public static PlanStep proposed(
            String id, String title, int estimateMinutes, List<String> dependsOn, Terms terms, By by) {
        return new PlanStep(
                id,
                title,
                estimateMinutes,
                dependsOn,
                terms.notBefore(),
                terms.deadline(),
                terms.energy() == null ? Energy.MEDIUM : terms.energy(),
                terms.splittable() == null ? estimateMinutes > ONE_SITTING : terms.splittable(),
                by.chain(),
                by.job(),
                StepState.PROPOSED,
                List.of(),
                false,
                0,
                null,
                null,
                null);
    }

    /** What is asked of the time of a step; null is the default. */
    public record Terms(Instant notBefore, Instant deadline, Energy energy, Boolean splittable) {
        public static final Terms NONE = new Terms(null, null, null, null);
    }

    /** What does a step; both null for the person. */
    public record By(ChainCall chain, JobCall job) {
        public static final By PERSON = new By(null, null);
    }

    /** Whether nobody's time is needed for it. */
    public boolean runsByItself() {
        return chain != null || job != null;
    }

    public boolean isLeftToDo() {
        return state.isLeftToDo();
    }

    /** From its first block to its last; null when it has none. */
    public TimeSpan span() {
        return blocks.isEmpty()
                ? null
                : new TimeSpan(blocks.getFirst().start(), blocks.getLast().end());
    }

    public PlanStep with(Consumer<StepFields> change) {
        var fields = new StepFields(this);
        change.accept(fields);
        return fields.step();
    }
}
