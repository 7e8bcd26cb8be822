package io.focusforge.orchestrator.taskapi;

import io.focusforge.common.page.Page;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.orchestrator.task.Priority;
import io.focusforge.orchestrator.task.QueryCursor;
import io.focusforge.orchestrator.task.SearchWords;
import io.focusforge.orchestrator.task.TaskFilter;
import io.focusforge.orchestrator.task.TaskPage;
import io.focusforge.orchestrator.task.TaskStatus;
import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The query of a list of tasks, as it was sent. */
public record TaskQuery(
        @QueryParam("status") @Parameter(description = "open or completed")
        String status,

        @QueryParam("priority") @Parameter(description = "low, medium, high or urgent")
        String priority,

        @QueryParam("label") @Parameter(description = "has this label")
        String label,

        @QueryParam("dueAfter") @Parameter(description = "due at this instant or later")
        String dueAfter,

        @QueryParam("dueBefore") @Parameter(description = "due before this instant")
        String dueBefore,

        @QueryParam("q") @Parameter(description = "each of these words begins a word of title, description or labels")
        String q,

        @QueryParam("parent") @Parameter(description = "is a subtask of this task")
        String parent,

        @QueryParam("blocked") @Parameter(description = "waits (true) or does not wait (false) for an open task")
        String blocked,

        @QueryParam("order") @Parameter(description = "desc (newest first, the default) or asc")
        String order,

        @QueryParam("limit") @Parameter(description = "1 to 200, 50 by default")
        String limit,

        @QueryParam("cursor") @Parameter(description = "nextCursor of the page before")
        String cursor) {
    private static final String[] TRUTHS = {"true", "false"};
    private static final String[] ORDERS = {"desc", "asc"};

    TaskFilter toFilter() {
        return new TaskFilter(
                oneOf("status", status, TaskStatus.values(), TaskStatus::text),
                oneOf("priority", priority, Priority.values(), Priority::text),
                text("label", label),
                instant("dueAfter", dueAfter),
                instant("dueBefore", dueBefore),
                id("parent", parent),
                truth(),
                words());
    }

    TaskPage toPage(TaskFilter filter) {
        var ascending = "asc".equals(oneOf("order", order, ORDERS, Function.identity()));
        return new TaskPage(ascending, QueryCursor.decode(cursor, number(filter)), Page.limit(limit));
    }

    /** By which a cursor is known to be of the same query. */
    int number(TaskFilter filter) {
        return (filter + "/" + order).hashCode();
    }

    private Boolean truth() {
        var text = oneOf("blocked", blocked, TRUTHS, Function.identity());
        return text == null ? null : Boolean.valueOf(text);
    }

    private List<String> words() {
        if (text("q", q) == null) {
            return List.of();
        }
        var words = SearchWords.of(q);
        if (words.isEmpty() || words.size() > SearchWords.MOST_WANTED) {
            throw ProblemException.invalid("q", SearchWords.WANTED_MESSAGE);
        }
        return words;
    }

    private static UUID id(String name, String text) {
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid(name, "must be the id of a task");
        }
    }

    private static String text(String name, String value) {
        if (value != null && value.indexOf('\0') >= 0) {
            throw ProblemException.invalid(name, Limits.PLAIN_MESSAGE);
        }
        return value;
    }

    private static Instant instant(String name, String text) {
        try {
            return text == null
                    ? null
                    : DueDate.require(name, OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            throw ProblemException.invalid(name, "must be an instant, such as 2026-11-05T17:00:00Z");
        }
    }

    private static <T> T oneOf(String name, String text, T[] values, Function<T, String> naming) {
        if (text == null) {
            return null;
        }
        return Arrays.stream(values)
                .filter(value -> naming.apply(value).equals(text))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid(
                        name,
                        "must be one of " + Arrays.stream(values).map(naming).collect(Collectors.joining(", "))));
    }
}
