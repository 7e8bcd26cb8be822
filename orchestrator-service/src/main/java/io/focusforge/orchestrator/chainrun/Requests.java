package io.focusforge.orchestrator.chainrun;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.outbound.Destination;
import io.focusforge.common.outbound.Resolver;
import io.focusforge.common.trace.TraceContext;
import io.focusforge.orchestrator.definition.Step;
import io.focusforge.orchestrator.outside.AllowedHosts;
import io.focusforge.orchestrator.outside.HttpStepConfig;
import io.focusforge.orchestrator.outside.OutsideCalls;
import io.focusforge.orchestrator.outside.Secrets;
import io.focusforge.orchestrator.run.StepOutcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/** Steps that call a host outside: one that is allowed, and has a public address. */
@ApplicationScoped
class Requests {
    private static final Set<String> OURS = Set.of(
            "host",
            "content-length",
            "connection",
            "transfer-encoding",
            "upgrade",
            "te",
            "trailer",
            "expect",
            "traceparent",
            "idempotency-key");

    private final OutsideCalls calls;
    private final Resolver names;
    private final HttpStepConfig config;
    private final Secrets secrets;
    private final ObjectMapper json;

    Requests(OutsideCalls calls, Resolver names, HttpStepConfig config, ObjectMapper json) {
        this.calls = calls;
        this.names = names;
        this.config = config;
        this.secrets = new Secrets(config);
        this.json = json;
    }

    StepOutcome send(Work work, Step.Http step) throws InterruptedException {
        var url = step.url().evaluate(work.scope()).asText();
        return switch (Destination.resolve(url, config.allowedPrivateHosts().orElse(Set.of()), names)) {
            case Destination.Refused(var reason) -> Failed.forGood("url_refused", "The URL " + reason + ".");
            case Destination.Unknown _ ->
                Failed.forNow("host_unknown", "The host of the URL has no address.", Optional.empty());
            case Destination.Allowed to -> isAllowed(work, to) ? send(work, step, to) : notAllowed(to);
        };
    }

    private boolean isAllowed(Work work, Destination.Allowed to) {
        return new AllowedHosts(config)
                .allows(work.context().run().tenant(), to.uri().getHost());
    }

    private static StepOutcome notAllowed(Destination.Allowed to) {
        return Failed.forGood(
                "host_not_allowed",
                "Chains of this tenant may not call %s.".formatted(to.uri().getHost()));
    }

    private StepOutcome send(Work work, Step.Http step, Destination.Allowed to) throws InterruptedException {
        var hidden = secrets.headers(
                step.secrets(),
                work.context().run().tenant(),
                to,
                config.allowedPrivateHosts().orElse(Set.of()));
        return hidden.isPresent() ? send(work, step, to, hidden.get()) : notForThis(to);
    }

    private static StepOutcome notForThis(Destination.Allowed to) {
        return Failed.forGood(
                "secret_not_allowed",
                "A secret that the step names is not there, or not to be sent to %s."
                        .formatted(to.uri().getHost()));
    }

    private StepOutcome send(Work work, Step.Http step, Destination.Allowed to, Map<String, String> hidden)
            throws InterruptedException {
        var body =
                step.body().map(expression -> expression.evaluate(work.scope())).orElse(null);
        var call = new OutsideCalls.Call(
                step.method(),
                to,
                headers(work, step, body, hidden),
                body == null ? null : body.toString().getBytes(StandardCharsets.UTF_8),
                step.common().timeout());
        try {
            return outcome(step, work.context().await(calls.send(call)));
        } catch (ExecutionException e) {
            return e.getCause() instanceof OutsideCalls.TooLong
                    ? Failed.forGood("answer_too_long", "The answer is longer than it may be.")
                    : Failed.forNow("host_unreachable", "No answer, or the connection broke.", Optional.empty());
        } catch (IllegalArgumentException e) {
            return Failed.forGood("header_refused", "A header holds what no header may hold.");
        }
    }

    private static Map<String, String> headers(Work work, Step.Http step, JsonNode body, Map<String, String> hidden) {
        var headers = new HashMap<String, String>();
        headers.put("user-agent", "FocusForge-Chains/1");
        headers.put("accept", "application/json, text/*;q=0.5");
        if (body != null) {
            headers.put("content-type", "application/json");
        }
        step.headers().forEach((name, value) -> {
            if (!OURS.contains(name)) {
                headers.put(name, value.evaluate(work.scope()).asText());
            }
        });
        hidden.forEach((name, value) -> {
            if (!OURS.contains(name)) {
                headers.put(name, value);
            }
        });
        headers.put(TraceContext.HEADER, work.context().traceparent());
        if (step.hasOutsideEffects()) {
            headers.put(IdempotencyKey.HEADER, work.context().idempotencyKey().toString());
        }
        return headers;
    }

    private StepOutcome outcome(Step.Http step, OutsideCalls.Answer answer) {
        var status = answer.status();
        if (status / 100 == 2) {
            return new StepOutcome.Done(result(answer, secrets.hide(step.secrets(), answer.body())));
        }
        var message = "The host answered " + status + ".";
        return status == 408 || status == 429 || status >= 500
                ? Failed.forNow("http_status", message, answer.retryAfter())
                : Failed.forGood("http_status", message);
    }

    private JsonNode result(OutsideCalls.Answer answer, byte[] body) {
        var result = json.createObjectNode().put("status", answer.status()).put("mediaType", answer.mediaType());
        return result.set("body", body(answer.mediaType(), body));
    }

    private JsonNode body(String mediaType, byte[] body) {
        var type = mediaType == null ? "" : mediaType.toLowerCase(Locale.ROOT);
        if (body.length == 0) {
            return json.nullNode();
        }
        if (type.contains("json")) {
            try {
                return json.readTree(body);
            } catch (IOException e) {
                return text(body);
            }
        }
        return text(body);
    }

    private JsonNode text(byte[] body) {
        return json.getNodeFactory().textNode(new String(body, StandardCharsets.UTF_8));
    }
}
