package io.focusforge.worker.memory;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.focusforge.common.call.Service;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.identity.Scopes;
import io.focusforge.worker.handler.JobContext;
import io.focusforge.worker.handler.JobHandler;
import io.focusforge.worker.handler.JobType;
import io.focusforge.worker.job.JobResult;
import io.focusforge.worker.job.Priority;
import io.focusforge.worker.job.RetryPolicy;
import io.focusforge.worker.upstream.ServiceCalls;
import io.focusforge.worker.upstream.Verdict;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** {@code memory.consolidate}. The task's id is the idempotency key: a task is remembered once. */
@ApplicationScoped
class ConsolidateMemory implements JobHandler<ConsolidateMemory.Input> {
    private static final Service SERVICE = Service.MEMORY;
    private static final JobType<Input> TYPE = JobType.internal(
            "memory.consolidate",
            Input.class,
            new JobType.Defaults(
                    "default",
                    Priority.NORMAL,
                    20,
                    Duration.ofSeconds(30),
                    new RetryPolicy(Duration.ofSeconds(1), Duration.ofMinutes(10))));

    @RegisterForReflection
    record Input(@NotNull UUID taskId, @NotBlank String text, ObjectNode metadata, List<String> tags) {}

    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record NewMemory(String text, String type, ObjectNode metadata, List<String> tags) {}

    private final ServiceCalls services;
    private final ObjectMapper json;

    ConsolidateMemory(ServiceCalls services, ObjectMapper json) {
        this.services = services;
        this.json = json;
    }

    @Override
    public JobType<Input> type() {
        return TYPE;
    }

    @Override
    public JobResult handle(JobContext context, Input input) throws InterruptedException {
        var message = new ServiceCalls.Message(
                SERVICE,
                "/api/v1/memories",
                Scopes.MEMORIES_WRITE,
                body(input),
                Map.of(IdempotencyKey.HEADER, "task:" + input.taskId()));
        return Verdict.on(SERVICE, services.post(context, message));
    }

    private byte[] body(Input input) {
        var metadata = input.metadata() == null ? json.createObjectNode() : input.metadata();
        metadata.put("taskId", input.taskId().toString());
        try {
            return json.writeValueAsBytes(new NewMemory(input.text(), "EPISODIC", metadata, input.tags()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
