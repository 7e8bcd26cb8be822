package io.focusforge.worker.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.outbound.Destination;
import io.focusforge.common.outbound.Resolver;
import io.focusforge.common.trace.TraceContext;
import io.focusforge.worker.handler.JobContext;
import io.focusforge.worker.http.HttpCall;
import io.focusforge.worker.http.HttpCalls;
import io.focusforge.worker.http.HttpOutcome;
import io.focusforge.worker.job.JobResult;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Sends one event to one receiver. Any 2xx is delivered, 410 ends it, everything else is tried again. */
@ApplicationScoped
class WebhookSender {
    static final String GONE = "webhook_gone";
    private static final int GONE_STATUS = 410;
    /** Left of an attempt's time to write down what came of it. */
    private static final Duration RESERVE = Duration.ofMillis(200);

    private final HttpCalls http;
    private final Resolver names;
    private final WebhookConfig config;
    private final ObjectMapper json;
    private final Clock clock;

    WebhookSender(HttpCalls http, Resolver names, WebhookConfig config, ObjectMapper json, Clock clock) {
        this.http = http;
        this.names = names;
        this.config = config;
        this.json = json;
        this.clock = clock;
    }

    /** @param secrets each of them signs; none: unsigned */
    record Letter(String url, List<Secret> secrets, Event event) {}

    /** @param status null when there was no answer */
    record Sent(JobResult result, Integer status) {}

    /** What the receiver gets. The time is that of the event, not of the attempt. */
    @RegisterForReflection
    private record Body(String type, Instant timestamp, JsonNode data) {}

    Sent send(JobContext context, Letter letter) throws InterruptedException {
        return switch (Destination.resolve(
                letter.url(), config.allowedPrivateHosts().orElse(Set.of()), names)) {
            case Destination.Refused refused ->
                unsent(JobResult.failed("webhook_url_refused", "The URL " + refused.reason() + "."));
            case Destination.Unknown unknown ->
                unsent(JobResult.retry("webhook_host_unknown", "The host of the URL has no address."));
            case Destination.Allowed allowed -> verdict(http.post(call(context, letter, allowed)));
        };
    }

    private HttpCall call(JobContext context, Letter letter, Destination.Allowed to) {
        var body = body(context, letter.event());
        return new HttpCall(
                to.uri(),
                headers(context, letter, body),
                body.getBytes(StandardCharsets.UTF_8),
                timeout(context),
                Optional.of(to.address()));
    }

    private Duration timeout(JobContext context) {
        var left = context.left(clock).minus(RESERVE);
        var most = left.isPositive() ? left : Duration.ofMillis(1);
        return config.timeout().compareTo(most) < 0 ? config.timeout() : most;
    }

    private Map<String, String> headers(JobContext context, Letter letter, String body) {
        var id = context.job().id().toString();
        var timestamp = clock.instant().getEpochSecond();
        var headers = new HashMap<String, String>();
        headers.put("User-Agent", "FocusForge-Webhooks/1");
        headers.put(TraceContext.HEADER, context.traceparent());
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", Long.toString(timestamp));
        if (!letter.secrets().isEmpty()) {
            var signatures = letter.secrets().stream().map(secret -> secret.sign(id, timestamp, body));
            headers.put("webhook-signature", signatures.collect(Collectors.joining(" ")));
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

    private static Sent verdict(HttpOutcome outcome) {
        return switch (outcome) {
            case HttpOutcome.NoAnswer none -> unsent(JobResult.retry("webhook_unreachable", none.reason() + "."));
            case HttpOutcome.Answer answer -> new Sent(judge(answer), answer.status());
        };
    }

    private static JobResult judge(HttpOutcome.Answer answer) {
        if (answer.isSuccess()) {
            return JobResult.done();
        }
        return answer.status() == GONE_STATUS
                ? JobResult.failed(GONE, "The receiver answered 410: it wants no more.")
                : new JobResult.Retry(
                        "webhook_refused", "The receiver answered " + answer.status() + ".", answer.retryAfter());
    }

    private static Sent unsent(JobResult result) {
        return new Sent(result, null);
    }
}
