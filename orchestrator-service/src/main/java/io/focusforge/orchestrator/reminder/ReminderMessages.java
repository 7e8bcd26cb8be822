package io.focusforge.orchestrator.reminder;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.id.Ids;
import io.focusforge.common.job.JobRequest;
import io.focusforge.common.outbox.Outbox;
import io.focusforge.common.outbox.OutboxMessage;
import io.focusforge.orchestrator.task.Task;
import io.focusforge.orchestrator.task.TaskKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** What the owner's webhook endpoints are told. */
@ApplicationScoped
class ReminderMessages {
    private final Outbox outbox;
    private final ObjectMapper json;

    ReminderMessages(Outbox outbox, ObjectMapper json) {
        this.outbox = outbox;
        this.json = json;
    }

    OutboxMessage publication(TaskKey key, Task task, Instant at, String traceparent) {
        var payload = json.createObjectNode();
        var event = payload.putArray("events")
                .addObject()
                .put("id", Ids.next().toString())
                .put("type", "task.reminder.v1")
                .put("userId", key.owner().toString());
        event.putObject("data")
                .put("taskId", key.id().toString())
                .put("title", task.title())
                .put("dueAt", task.dueAt() == null ? null : task.dueAt().toString())
                .put("at", at.toString());
        return outbox.job(new JobRequest(
                Ids.next(), key.tenant(), key.owner(), null, "webhook.publish", payload, null, null, traceparent));
    }
}
