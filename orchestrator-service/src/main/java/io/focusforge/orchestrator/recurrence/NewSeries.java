package io.focusforge.orchestrator.recurrence;

import io.focusforge.common.id.Ids;
import io.focusforge.orchestrator.event.Pipeline;
import io.focusforge.orchestrator.task.TaskChange;
import io.focusforge.orchestrator.task.TaskKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Begins a series with its first task. */
@ApplicationScoped
public class NewSeries {
    private final SeriesStore store;

    NewSeries(SeriesStore store) {
        this.store = store;
    }

    /** Part of the transaction that creates the task. @return the id of the series */
    public UUID begin(Pipeline pipeline, TaskChange creation, SeriesDraft draft) {
        var key = new TaskKey(creation.key().tenant(), creation.key().owner(), Ids.next());
        var event = new SeriesEvent.Begun(
                draft.rule(),
                draft.timeZone(),
                draft.startsAt(),
                draft.next(),
                draft.template(),
                creation.key().id());
        store.begin(pipeline, new SeriesStore.Change(key, event, creation.time(), creation.traceparent()));
        return key.id();
    }
}
