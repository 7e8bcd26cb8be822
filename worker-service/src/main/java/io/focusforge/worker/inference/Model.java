package io.focusforge.worker.inference;

import io.focusforge.common.call.Service;
import io.focusforge.common.call.ServiceAnswer;
import io.focusforge.common.call.ServiceCall;
import io.focusforge.common.call.ServiceClient;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.overload.Priority;
import io.focusforge.worker.handler.JobContext;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Puts questions to ai-service, each under a key of its own: an answer that was paid for and not kept is given again. */
@ApplicationScoped
class Model {
    private static final String PATH = "/v1/chat/completions";
    private static final String BOUND = "x-focusforge-timeout-ms";
    /** Left of an attempt's time to keep the answer. */
    private static final Duration RESERVE = Duration.ofMillis(500);

    private final ServiceClient client;
    private final InferenceConfig config;
    private final Clock clock;

    Model(ServiceClient client, InferenceConfig config, Clock clock) {
        this.client = client;
        this.config = config;
        this.clock = clock;
    }

    /** @return empty when the attempt has no time for it any more; cancelling the answer ends the call */
    Optional<CompletableFuture<ServiceAnswer>> ask(JobContext context, Question question) {
        var left = context.left(clock).minus(RESERVE);
        var timeout = left.compareTo(config.timeout()) < 0 ? left : config.timeout();
        return timeout.toMillis() < 1 ? Optional.empty() : Optional.of(client.send(call(context, question, timeout)));
    }

    private static ServiceCall call(JobContext context, Question question, Duration timeout) {
        var key = "job:" + context.job().id() + ":" + question.item() + ":" + question.digest();
        var caller = context.caller(Scopes.MODELS_WRITE);
        return ServiceCall.post(Service.AI, PATH, caller, Buffer.buffer(question.body()), timeout)
                .withHeaders(Map.of(
                        IdempotencyKey.HEADER,
                        key,
                        BOUND,
                        Long.toString(timeout.toMillis()),
                        Priority.HEADER,
                        Priority.LOW.label()));
    }
}
