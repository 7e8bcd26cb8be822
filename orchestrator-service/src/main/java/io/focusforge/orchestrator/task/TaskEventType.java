package io.focusforge.orchestrator.task;

import io.focusforge.common.event.CloudEvent;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The names under which events are stored and told. */
enum TaskEventType {
    CREATED("task.created.v1", TaskEvent.Created.class),
    ANALYZED("task.analyzed.v1", TaskEvent.Analyzed.class),
    REANALYZED("task.reanalyzed.v1", TaskEvent.Reanalyzed.class),
    PLANNED("task.planned.v1", TaskEvent.Planned.class),
    UPDATED("task.updated.v1", TaskEvent.Updated.class),
    LINKED("task.linked.v1", TaskEvent.Linked.class),
    BLOCKED("task.blocked.v1", TaskEvent.Blocked.class),
    UNBLOCKED("task.unblocked.v1", TaskEvent.Unblocked.class),
    RECURRING("task.recurring.v1", TaskEvent.Recurring.class),
    REMINDERS_SET("task.reminders_set.v1", TaskEvent.RemindersSet.class),
    REMINDED("task.reminded.v1", TaskEvent.Reminded.class),
    COMPLETED("task.completed.v1", TaskEvent.Completed.class),
    REOPENED("task.reopened.v1", TaskEvent.Reopened.class),
    DELETED("task.deleted.v1", TaskEvent.Deleted.class),
    ANALYSIS_FAILED("task.analysis_failed.v1", TaskEvent.AnalysisFailed.class);

    private static final Map<String, TaskEventType> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toMap(type -> type.text, Function.identity()));
    private static final Map<Class<?>, TaskEventType> BY_RECORD =
            Arrays.stream(values()).collect(Collectors.toMap(type -> type.record, Function.identity()));

    private final String text;
    private final Class<? extends TaskEvent> record;

    TaskEventType(String name, Class<? extends TaskEvent> record) {
        this.text = CloudEvent.TYPE_PREFIX + name;
        this.record = record;
    }

    static String nameOf(TaskEvent event) {
        return BY_RECORD.get(event.getClass()).text;
    }

    static Class<? extends TaskEvent> recordOf(String name) {
        var type = BY_NAME.get(name);
        if (type == null) {
            throw new IllegalStateException("unknown event type " + name);
        }
        return type.record;
    }
}
