package io.focusforge.worker.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.trace.TraceContext;
import io.focusforge.worker.handler.JobContext;
import io.focusforge.worker.handler.JobHandler;
import io.focusforge.worker.handler.JobType;
import io.focusforge.worker.http.HttpCall;
import io.focusforge.worker.http.HttpCalls;
import io.focusforge.worker.http.HttpOutcome;
import io.focusforge.worker.job.JobResult;
import io.focusforge.worker.job.Priority;
import io.focusforge.worker.job.RetryPolicy;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code webhook.deliver}. Any 2xx is delivered, 410 ends it, everything else is tried again. */
@ApplicationScoped
class DeliverWebhook implements JobHandler<DeliverWebhook.Input> {
    private static final int GONE = 410;
    private static final JobType<Input> TYPE = JobType.open(
            "webhook.deliver",
            Input.class,
            new JobType.Defaults(
                    "notify",
                    Priority.NORMAL,
                    12,
                    Duration.ofSeconds(60),
                    new RetryPolicy(Duration.ofSeconds(5), Duration.ofHours(3))),
            "secret");

    @RegisterForReflection
    record Input(
            @NotBlank @Size(max = 2_000) @WebhookUrl String url,
            Secret secret,
            @NotNull @Valid Event event) {}

    @RegisterForReflection
    record Event(
            @NotBlank @Size(max = 200) String type, @NotNull JsonNode data) {}

    /** What the receiver gets. The time is that of the event, not of the attempt. */
    @RegisterForReflection
    private record Body(String type, Instant timestamp, JsonNode data) {}

    private final HttpCalls http;
    private final WebhookConfig config;
    private final ObjectMapper json;
    private final Clock clock;

    DeliverWebhook(HttpCalls http, WebhookConfig config, ObjectMapper json, Clock clock) {
        this.http = http;
        this.config = config;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public JobType<Input> type() {
        return TYPE;
    }

    @Override
    public JobResult handle(JobContext context, Input input) throws InterruptedException {
        return switch (Destination.resolve(
                input.url(), config.allowedPrivateHosts().orElse(Set.of()))) {
            case Destination.Refused refused ->
                JobResult.failed("webhook_url_refused", "The URL " + refused.reason() + ".");
            case Destination.Unknown unknown ->
                JobResult.retry("webhook_host_unknown", "The host of the URL has no address.");
            case Destination.Allowed allowed -> verdict(http.post(call(context, input, allowed)));
        };
    }

    private HttpCall call(JobContext context, Input input, Destination.Allowed to) {
        var body = body(context, input.event());
        var timeout = config.timeout().compareTo(context.left(clock)) < 0 ? config.timeout() : context.left(clock);
        return new HttpCall(
                to.uri(),
                headers(context, input, body),
                body.getBytes(StandardCharsets.UTF_8),
                timeout,
                Optional.of(to.address()));
    }

    private Map<String, String> headers(JobContext context, Input input, String body) {
        var id = context.job().id().toString();
        var timestamp = clock.instant().getEpochSecond();
        var headers = new HashMap<String, String>();
        headers.put("User-Agent", "FocusForge-Webhooks/1");
        headers.put(TraceContext.HEADER, context.traceparent());
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", Long.toString(timestamp));
        if (input.secret() != null) {
            headers.put("webhook-signature", input.secret().sign(id, timestamp, body));
        }
        return headers;
    }

    private String body(JobContext context, Event event) {
        try {
            return json.writeValueAsString(new Body(event.type(), context.createdAt(), event.data()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JobResult verdict(HttpOutcome outcome) {
        return switch (outcome) {
            case HttpOutcome.NoAnswer none -> JobResult.retry("webhook_unreachable", none.reason() + ".");
            case HttpOutcome.Answer answer when answer.isSuccess() -> JobResult.done();
            case HttpOutcome.Answer answer
            when answer.status() == GONE ->
                JobResult.failed("webhook_gone", "The receiver answered 410: it wants no more.");
            case HttpOutcome.Answer answer ->
                new JobResult.Retry(
                        "webhook_refused", "The receiver answered " + answer.status() + ".", answer.retryAfter());
        };
    }
}
