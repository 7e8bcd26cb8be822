package io.focusforge.orchestrator.task;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A task as the API shows it. It changes by events only: {@link #apply}. */
public record Task(
        UUID id,
        String title,
        String description,
        TaskStatus status,
        List<String> labels,
        Instant dueAt,
        Analysis analysis,
        Plan plan,
        List<Recollection> context,
        int version,
        Instant createdAt,
        Instant updatedAt) {
    private static final int LONGEST_TEXT = 20_500;

    public Task {
        labels = List.copyOf(labels);
        context = List.copyOf(context);
    }

    public static Task created(UUID id, TaskEvent.Created event, Instant time) {
        return new Task(
                id,
                event.title(),
                event.description(),
                TaskStatus.OPEN,
                event.labels(),
                event.dueAt(),
                Analysis.PENDING,
                Plan.PENDING,
                List.of(),
                1,
                time,
                time);
    }

    /** The task after one more event; null after its deletion. */
    public Task apply(TaskEvent event, Instant time) {
        return switch (event) {
            case TaskEvent.Created _ -> throw new IllegalStateException("a task is created once");
            case TaskEvent.Deleted _ -> null;
            case TaskEvent.Analyzed e -> analyzed(e.analysis(), plan, e.context(), time);
            case TaskEvent.Reanalyzed e -> analyzed(e.analysis(), plan, context, time);
            case TaskEvent.Planned e -> analyzed(analysis, new Plan(Progress.DONE, e.steps()), context, time);
            case TaskEvent.AnalysisFailed _ -> analyzed(Analysis.FAILED, Plan.FAILED, context, time);
            case TaskEvent.Completed _ -> with(TaskStatus.COMPLETED, time);
            case TaskEvent.Reopened _ -> with(TaskStatus.OPEN, time);
            case TaskEvent.Updated e -> edited(e, time);
        };
    }

    /** What recall looks for and memory keeps, alike, so that it is embedded once; no longer than memory takes. */
    public String text() {
        var text = description == null || description.isEmpty() ? title : title + "\n" + description;
        if (text.length() <= LONGEST_TEXT) {
            return text;
        }
        var end = Character.isHighSurrogate(text.charAt(LONGEST_TEXT - 1)) ? LONGEST_TEXT - 1 : LONGEST_TEXT;
        return text.substring(0, end);
    }

    public boolean wasCompleted() {
        return status == TaskStatus.COMPLETED;
    }

    private Task analyzed(Analysis newAnalysis, Plan newPlan, List<Recollection> newContext, Instant time) {
        return new Task(
                id,
                title,
                description,
                status,
                labels,
                dueAt,
                newAnalysis,
                newPlan,
                newContext,
                version + 1,
                createdAt,
                time);
    }

    private Task with(TaskStatus newStatus, Instant time) {
        return new Task(
                id,
                title,
                description,
                newStatus,
                labels,
                dueAt,
                analysis,
                plan,
                context,
                version + 1,
                createdAt,
                time);
    }

    private Task edited(TaskEvent.Updated e, Instant time) {
        return new Task(
                id,
                e.title(),
                e.description(),
                status,
                e.labels(),
                e.dueAt(),
                analysis,
                plan,
                context,
                version + 1,
                createdAt,
                time);
    }
}
