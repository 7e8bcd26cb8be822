package io.focusforge.orchestrator.plan;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A plan while it is changed. */
public final class PlanFields {
    public String goal;
    public String description;
    public PlanStatus status;
    public Calendar calendar;
    public Instant deadline;
    public List<PlanStep> steps;
    public Outlook outlook;
    public List<Change> changes;
    public Execution execution;
    public Replanning replanning;
    public List<Change> suggested;
    public int version;
    public Instant updatedAt;

    private final UUID id;
    private final Instant startsAt;
    private final Origin madeBy;
    private final Instant createdAt;

    PlanFields(Plan plan) {
        id = plan.id();
        goal = plan.goal();
        description = plan.description();
        status = plan.status();
        calendar = plan.calendar();
        startsAt = plan.startsAt();
        deadline = plan.deadline();
        steps = plan.steps();
        outlook = plan.outlook();
        madeBy = plan.madeBy();
        changes = plan.changes();
        execution = plan.execution();
        replanning = plan.replanning();
        suggested = plan.suggested();
        version = plan.version();
        createdAt = plan.createdAt();
        updatedAt = plan.updatedAt();
    }

    Plan plan() {
        return new Plan(
                id,
                goal,
                description,
                status,
                calendar,
                startsAt,
                deadline,
                steps,
                outlook,
                madeBy,
                changes,
                execution,
                replanning,
                suggested,
                version,
                createdAt,
                updatedAt);
    }
}
