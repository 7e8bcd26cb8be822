package io.focusforge.worker.webhook;

import io.focusforge.worker.handler.JobContext;
import io.focusforge.worker.handler.JobHandler;
import io.focusforge.worker.handler.JobType;
import io.focusforge.worker.job.JobResult;
import io.focusforge.worker.job.Priority;
import io.focusforge.worker.job.RetryPolicy;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** {@code webhook.deliver}, to a URL or to an endpoint of the job's owner. */
@ApplicationScoped
class DeliverWebhook implements JobHandler<DeliverWebhook.Input> {
    static final String NAME = "webhook.deliver";
    static final JobType<Input> TYPE = JobType.open(
            NAME,
            Input.class,
            new JobType.Defaults(
                    "notify",
                    Priority.NORMAL,
                    12,
                    Duration.ofSeconds(60),
                    new RetryPolicy(Duration.ofSeconds(5), Duration.ofHours(3))),
            "secret");

    @RegisterForReflection
    @OneTarget
    record Input(
            @Size(max = 2_000) @WebhookUrl String url,
            UUID endpointId,
            Secret secret,
            @NotNull @Valid Event event) {
        WebhookSender.Letter letter() {
            return new WebhookSender.Letter(url, secret == null ? List.of() : List.of(secret), event);
        }
    }

    private final WebhookSender sender;
    private final EndpointDeliveries endpoints;

    DeliverWebhook(WebhookSender sender, EndpointDeliveries endpoints) {
        this.sender = sender;
        this.endpoints = endpoints;
    }

    @Override
    public JobType<Input> type() {
        return TYPE;
    }

    @Override
    public JobResult handle(JobContext context, Input input) throws InterruptedException {
        return input.endpointId() == null
                ? sender.send(context, input.letter()).result()
                : endpoints.deliver(context, input.endpointId(), input.event());
    }
}
