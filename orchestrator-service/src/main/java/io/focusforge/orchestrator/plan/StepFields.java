package io.focusforge.orchestrator.plan;

import io.focusforge.orchestrator.task.Energy;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A step while it is changed. */
public final class StepFields {
    public String title;
    public int estimateMinutes;
    public List<String> dependsOn;
    public Instant notBefore;
    public Instant deadline;
    public Energy energy;
    public boolean splittable;
    public StepState state;
    public List<TimeSpan> blocks;
    public boolean critical;
    public long slackMinutes;
    public UUID taskId;
    public StepRun run;
    public Instant doneAt;

    private final String id;
    private final ChainCall chain;
    private final JobCall job;

    StepFields(PlanStep step) {
        id = step.id();
        chain = step.chain();
        job = step.job();
        title = step.title();
        estimateMinutes = step.estimateMinutes();
        dependsOn = step.dependsOn();
        notBefore = step.notBefore();
        deadline = step.deadline();
        energy = step.energy();
        splittable = step.splittable();
        state = step.state();
        blocks = step.blocks();
        critical = step.critical();
        slackMinutes = step.slackMinutes();
        taskId = step.taskId();
        run = step.run();
        doneAt = step.doneAt();
    }

    PlanStep step() {
        return new PlanStep(
                id,
                title,
                estimateMinutes,
                dependsOn,
                notBefore,
                deadline,
                energy,
                splittable,
                chain,
                job,
                state,
                blocks,
                critical,
                slackMinutes,
                taskId,
                run,
                doneAt);
    }
}
