package io.focusforge.worker.memory;

import io.focusforge.worker.handler.JobContext;
import io.focusforge.worker.handler.JobHandler;
import io.focusforge.worker.handler.JobType;
import io.focusforge.worker.job.JobResult;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;

/** {@code document.delete}: begins the saga that removes what is left of a document which is hidden already. */
@ApplicationScoped
class DeleteDocument implements JobHandler<DeleteDocument.Input> {
    private static final JobType<Input> TYPE = JobType.internal("document.delete", Input.class, SagaStart.TRIES);

    @RegisterForReflection
    record Input(@NotNull UUID deletionId, @NotNull UUID documentId) {}

    private final SagaStart sagas;

    DeleteDocument(SagaStart sagas) {
        this.sagas = sagas;
    }

    @Override
    public JobType<Input> type() {
        return TYPE;
    }

    @Override
    public JobResult handle(JobContext context, Input input) throws InterruptedException {
        var about = "{\"documentId\":\"" + input.documentId() + "\"}";
        return sagas.begin(context, "document-deletion", input.deletionId(), about);
    }
}
