package io.focusforge.orchestrator.bulk;

import io.focusforge.common.problem.ProblemException;
import io.focusforge.orchestrator.task.Task;
import io.focusforge.orchestrator.task.TaskEvent;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is changed of each task.
 *
 * @param dueAt for all of them
 * @param shiftDueBy for those that have a due date; negative for earlier
 */
record BulkUpdate(
        Instant dueAt,
        Duration shiftDueBy,

        @Size(max = 20) List<@NotBlank @Size(max = 50) @Pattern(regexp = PLAIN) String> addLabels,

        @Size(max = 20) List<@NotBlank @Size(max = 50) @Pattern(regexp = PLAIN) String> removeLabels) {
    private static final String PLAIN = "[^\\x00\\x{D800}-\\x{DFFF}]*+";
    private static final int MOST_LABELS = 20;
    private static final Duration FARTHEST = Duration.ofDays(3_660);
    private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    BulkUpdate {
        addLabels = addLabels == null ? List.of() : addLabels;
        removeLabels = removeLabels == null ? List.of() : removeLabels;
    }

    void requireAny() {
        if (dueAt == null && shiftDueBy == null && addLabels.isEmpty() && removeLabels.isEmpty()) {
            throw ProblemException.invalid("update", "changes nothing");
        }
        if (dueAt != null && shiftDueBy != null) {
            throw ProblemException.invalid("update", "takes either 'dueAt' or 'shiftDueBy'");
        }
        if (shiftDueBy != null && shiftDueBy.abs().compareTo(FARTHEST) > 0) {
            throw ProblemException.invalid("update.shiftDueBy", "must be at most ten years");
        }
        requireBetween(dueAt);
    }

    /** @return empty if the task is like that already */
    Optional<TaskEvent> of(Task task) {
        var labels = Stream.concat(task.labels().stream(), addLabels.stream())
                .filter(label -> !removeLabels.contains(label))
                .distinct()
                .toList();
        if (labels.size() > MOST_LABELS) {
            throw ProblemException.invalid("update.addLabels", "would give the task more than 20 labels");
        }
        var due = due(task);
        requireBetween(due);
        return labels.equals(task.labels()) && Objects.equals(due, task.dueAt())
                ? Optional.empty()
                : Optional.of(new TaskEvent.Updated(task.title(), task.description(), due, labels));
    }

    private Instant due(Task task) {
        if (dueAt != null) {
            return dueAt;
        }
        return shiftDueBy == null || task.dueAt() == null
                ? task.dueAt()
                : task.dueAt().plus(shiftDueBy);
    }

    private static void requireBetween(Instant due) {
        if (due != null && (due.isBefore(FIRST) || due.isAfter(LAST))) {
            throw ProblemException.invalid("update", "would make a task due outside the years 1970 to 9999");
        }
    }
}
