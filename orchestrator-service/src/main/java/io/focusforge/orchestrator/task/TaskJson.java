package io.focusforge.orchestrator.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Tasks and their events as JSON. Reading is lenient where requests are strict: what is stored may be older or newer than the code. */
@ApplicationScoped
@RegisterForReflection(
        targets = {
            Task.class,
            Analysis.class,
            EstimateCorrection.class,
            TaskPlan.class,
            TaskPlanStep.class,
            Recollection.class,
            Occurrence.class,
            Reminder.class,
            TaskEvent.Created.class,
            TaskEvent.Analyzed.class,
            TaskEvent.Reanalyzed.class,
            TaskEvent.Planned.class,
            TaskEvent.Updated.class,
            TaskEvent.Linked.class,
            TaskEvent.Blocked.class,
            TaskEvent.Unblocked.class,
            TaskEvent.Recurring.class,
            TaskEvent.RemindersSet.class,
            TaskEvent.Reminded.class,
            TaskEvent.Completed.class,
            TaskEvent.Reopened.class,
            TaskEvent.Deleted.class,
            TaskEvent.AnalysisFailed.class
        })
public class TaskJson {
    private final ObjectReader reader;
    /** By type: to find out how a record is read takes as long as to read it. */
    private final Map<Class<?>, ObjectReader> readers = new ConcurrentHashMap<>();

    private final ObjectWriter writer;

    TaskJson(ObjectMapper mapper) {
        this.reader = mapper.reader().without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        this.writer = mapper.writer().without(SerializationFeature.FAIL_ON_EMPTY_BEANS);
    }

    /** Without the service around it, for measurements. */
    public static TaskJson over(ObjectMapper mapper) {
        return new TaskJson(mapper);
    }

    public String write(Task task) {
        return json(task);
    }

    /** As it is stored. */
    public String write(TaskEvent event) {
        return json(event);
    }

    public Task task(String json) {
        return read(json, Task.class);
    }

    TaskEvent event(String type, String json) {
        return read(json, TaskEventType.recordOf(type));
    }

    private String json(Object value) {
        try {
            return writer.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not representable as JSON", e);
        }
    }

    private <T> T read(String json, Class<T> type) {
        try {
            return readers.computeIfAbsent(type, reader::forType).readValue(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored JSON is not readable as " + type.getSimpleName(), e);
        }
    }
}
