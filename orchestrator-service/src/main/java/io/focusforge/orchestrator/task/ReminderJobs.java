package io.focusforge.orchestrator.task;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.id.Ids;
import io.focusforge.common.job.JobRequest;
import io.focusforge.common.outbox.Outbox;
import io.focusforge.common.outbox.OutboxMessage;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The jobs that come back when a task is to be reminded of. One whose time was moved, or whose task is done, finds nothing to do when
 * it comes; so none has to be called off.
 */
@ApplicationScoped
class ReminderJobs {
    private final Outbox outbox;
    private final ObjectMapper json;

    ReminderJobs(Outbox outbox, ObjectMapper json) {
        this.outbox = outbox;
        this.json = json;
    }

    /** For each time that the change has brought. */
    List<OutboxMessage> after(TaskChange change) {
        var times = times(change.after());
        if (times.isEmpty()) {
            return List.of();
        }
        times.removeAll(times(change.before()));
        return times.stream().map(time -> job(change, time)).toList();
    }

    private OutboxMessage job(TaskChange change, Instant time) {
        var key = change.key();
        var payload = json.createObjectNode().put("taskId", key.id().toString()).put("at", time.toString());
        return outbox.job(new JobRequest(
                Ids.next(), key.tenant(), key.owner(), null, "task.remind", payload, time, null, change.traceparent()));
    }

    private static Set<Instant> times(Task task) {
        var times = new TreeSet<Instant>();
        if (task != null && task.status() == TaskStatus.OPEN) {
            for (var reminder : task.reminders()) {
                var time = reminder.time(task.dueAt());
                if (time != null && !time.equals(reminder.firedFor())) {
                    times.add(time);
                }
            }
        }
        return times;
    }
}
