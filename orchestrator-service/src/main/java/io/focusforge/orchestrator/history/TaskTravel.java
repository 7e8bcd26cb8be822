package io.focusforge.orchestrator.history;

import io.focusforge.common.problem.ProblemException;
import io.focusforge.orchestrator.event.EventStore;
import io.focusforge.orchestrator.task.Task;
import io.focusforge.orchestrator.task.TaskHistory;
import io.focusforge.orchestrator.task.TaskJson;
import io.focusforge.orchestrator.task.TaskKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Tasks as they were. */
@ApplicationScoped
public class TaskTravel {
    private static final int AT_ONCE = 500;
    private final EventStore events;
    private final TaskHistory history;
    private final TaskJson json;
    private final Moments moments;
    private final Snapshots snapshots;
    private final HistoryConfig config;

    TaskTravel(
            EventStore events,
            TaskHistory history,
            TaskJson json,
            Moments moments,
            Snapshots snapshots,
            HistoryConfig config) {
        this.events = events;
        this.history = history;
        this.json = json;
        this.moments = moments;
        this.snapshots = snapshots;
        this.config = config;
    }

    /** @param key of a task that there is */
    public Task at(TaskKey key, Instant time) {
        var version = moments.version(key.tenant(), key.id(), time);
        var of = new Snapshots.Of(key.tenant(), key.owner(), key.id(), TaskHistory.FORMAT);
        var snapshot = snapshots.find(of, version);
        var from = snapshot.map(Snapshots.Snapshot::version).orElse(0);
        var task =
                replay(key, snapshot.map(found -> json.task(found.document())).orElse(null), from, version);
        if (version - from > config.snapshotAfter()) {
            snapshots.keep(of, new Snapshots.Snapshot(version, json.write(task)));
        }
        return task;
    }

    private Task replay(TaskKey key, Task start, int from, int until) {
        var task = start;
        for (var seen = from; seen < until; ) {
            var some = events.read(key.tenant(), key.id(), seen, Math.min(AT_ONCE, until - seen));
            if (some.isEmpty()) {
                throw ProblemException.notFound("task");
            }
            task = history.replay(key.id(), task, some);
            seen = some.getLast().version();
        }
        return task;
    }
}
