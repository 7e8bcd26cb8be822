package io.focusforge.orchestrator.creation;

import io.focusforge.orchestrator.event.Pipeline;
import io.focusforge.orchestrator.task.TaskChange;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Tasks that nobody waits for: the worker is asked to analyse them. */
@ApplicationScoped
public class NewTasks {
    private final SagaStore sagas;

    NewTasks(SagaStore sagas) {
        this.sagas = sagas;
    }

    /** Part of the transaction that creates the task. */
    public void begin(Pipeline pipeline, TaskChange creation) {
        sagas.insert(
                pipeline,
                Saga.begin(creation.key(), creation.time(), creation.time(), Optional.empty(), creation.traceparent()));
    }
}
