package io.focusforge.orchestrator.bulk;

import io.focusforge.common.problem.ProblemException;
import io.focusforge.orchestrator.task.Priority;
import io.focusforge.orchestrator.task.SearchWords;
import io.focusforge.orchestrator.task.TaskFilter;
import io.focusforge.orchestrator.task.TaskStatus;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** As the query of the list of tasks. */
record BulkFilter(
        TaskStatus status,
        Priority priority,

        @Size(max = 50) @Pattern(regexp = "[^\\x00]*+") String label,

        Instant dueAfter,
        Instant dueBefore,
        UUID parent,
        Boolean blocked,

        @Size(max = 500) @Pattern(regexp = "[^\\x00]*+") String q) {
    TaskFilter toFilter() {
        return new TaskFilter(status, priority, label, dueAfter, dueBefore, parent, blocked, words());
    }

    private List<String> words() {
        if (q == null) {
            return List.of();
        }
        var words = SearchWords.of(q);
        if (words.isEmpty() || words.size() > SearchWords.MOST_WANTED) {
            throw ProblemException.invalid("filter.q", SearchWords.WANTED_MESSAGE);
        }
        return words;
    }
}
