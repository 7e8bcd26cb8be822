package io.focusforge.worker.memory;

import io.focusforge.worker.handler.JobContext;
import io.focusforge.worker.handler.JobHandler;
import io.focusforge.worker.handler.JobType;
import io.focusforge.worker.job.JobResult;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;

/** {@code subject.erase}: begins the saga that erases a person in all services. */
@ApplicationScoped
class EraseSubject implements JobHandler<EraseSubject.Input> {
    private static final JobType<Input> TYPE = JobType.internal("subject.erase", Input.class, SagaStart.TRIES);

    @RegisterForReflection
    record Input(@NotNull UUID erasureId) {}

    private final SagaStart sagas;

    EraseSubject(SagaStart sagas) {
        this.sagas = sagas;
    }

    @Override
    public JobType<Input> type() {
        return TYPE;
    }

    @Override
    public JobResult handle(JobContext context, Input input) throws InterruptedException {
        return sagas.begin(context, "subject-erasure", input.erasureId(), "{}");
    }
}
