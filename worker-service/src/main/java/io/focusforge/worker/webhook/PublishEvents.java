package io.focusforge.worker.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.worker.handler.JobContext;
import io.focusforge.worker.handler.JobHandler;
import io.focusforge.worker.handler.JobType;
import io.focusforge.worker.job.JobResult;
import io.focusforge.worker.job.Priority;
import io.focusforge.worker.job.RetryPolicy;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** {@code webhook.publish}: what happened in another service becomes a delivery for each endpoint that its user has for it. */
@ApplicationScoped
class PublishEvents implements JobHandler<PublishEvents.Input> {
    private static final JobType<Input> TYPE = JobType.internal(
            "webhook.publish",
            Input.class,
            new JobType.Defaults(
                    "notify",
                    Priority.NORMAL,
                    50,
                    Duration.ofSeconds(60),
                    new RetryPolicy(Duration.ofSeconds(1), Duration.ofMinutes(10))));

    @RegisterForReflection
    record Input(@NotNull @Size(min = 1, max = 1_000) List<@NotNull @Valid Published> events) {}

    /**
     * Something that happened.
     *
     * @param id by which it is known when it is told again
     * @param userId to whose endpoints it goes
     */
    @RegisterForReflection
    record Published(
            @NotNull UUID id,
            @NotBlank @Size(max = 200) String type,
            @NotNull UUID userId,
            @NotNull JsonNode data) {}

    private final Publication publication;

    PublishEvents(Publication publication) {
        this.publication = publication;
    }

    @Override
    public JobType<Input> type() {
        return TYPE;
    }

    @Override
    public JobResult handle(JobContext context, Input input) {
        publication.publish(context, input.events());
        return JobResult.done();
    }
}
