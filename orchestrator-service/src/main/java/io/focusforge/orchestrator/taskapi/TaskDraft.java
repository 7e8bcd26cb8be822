package io.focusforge.orchestrator.taskapi;

import io.focusforge.orchestrator.task.TaskEvent;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;

/** The body of {@code POST /api/v1/tasks}. Only the title is required. */
public record TaskDraft(
        @NotBlank(message = Limits.BLANK_MESSAGE)
        @Size(max = Limits.TITLE, message = Limits.TITLE_MESSAGE)
        @Pattern(regexp = Limits.PLAIN, message = Limits.PLAIN_MESSAGE)
        String title,

        @Size(max = Limits.DESCRIPTION, message = Limits.DESCRIPTION_MESSAGE)
        @Pattern(regexp = Limits.PLAIN, message = Limits.PLAIN_MESSAGE)
        String description,

        Instant dueAt,

        @Size(max = Limits.LABELS, message = Limits.LABELS_MESSAGE)
        List<
                        @NotBlank(message = Limits.LABEL_MESSAGE)
                        @Size(max = Limits.LABEL, message = Limits.LABEL_MESSAGE)
                        @Pattern(regexp = Limits.PLAIN, message = Limits.PLAIN_MESSAGE) String>
                labels) {
    TaskEvent.Created toEvent() {
        var unique =
                labels == null ? List.<String>of() : labels.stream().distinct().toList();
        return new TaskEvent.Created(title, description, DueDate.require("dueAt", dueAt), unique);
    }
}
