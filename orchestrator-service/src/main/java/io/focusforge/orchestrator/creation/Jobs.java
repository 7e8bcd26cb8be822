package io.focusforge.orchestrator.creation;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.id.Ids;
import io.focusforge.common.job.JobRequest;
import io.focusforge.common.outbox.Outbox;
import io.focusforge.common.outbox.OutboxMessage;
import io.focusforge.orchestrator.task.Task;
import io.focusforge.orchestrator.task.TaskKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/** What the worker is asked to do for a task. */
@ApplicationScoped
class Jobs {
    /** The saga itself knows when to give up, and its job is to ask until then. */
    private static final int ANALYZE_ATTEMPTS = 1_000;

    private final Outbox outbox;
    private final ObjectMapper json;

    Jobs(Outbox outbox, ObjectMapper json) {
        this.outbox = outbox;
        this.json = json;
    }

    /** Goes on with the saga. @param runAt null for at once */
    OutboxMessage analyze(UUID id, TaskKey key, Instant runAt, String traceparent) {
        var payload = json.createObjectNode().put("taskId", key.id().toString());
        return outbox.job(new JobRequest(
                id, key.tenant(), key.owner(), null, "task.analyze", payload, runAt, ANALYZE_ATTEMPTS, traceparent));
    }

    /** Remembers the task. */
    OutboxMessage consolidate(TaskKey key, Task task, String traceparent) {
        var payload = json.createObjectNode().put("taskId", key.id().toString()).put("text", task.text());
        payload.putObject("metadata")
                .put("taskId", key.id().toString())
                .put("source", "task")
                .put("category", task.analysis().category());
        return outbox.job(new JobRequest(
                Ids.next(), key.tenant(), key.owner(), null, "memory.consolidate", payload, null, null, traceparent));
    }
}
