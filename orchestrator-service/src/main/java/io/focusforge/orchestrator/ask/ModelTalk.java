package io.focusforge.orchestrator.ask;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.focusforge.common.call.Service;
import io.focusforge.common.call.ServiceAnswer;
import io.focusforge.common.call.ServiceCall;
import io.focusforge.common.call.ServiceClient;
import io.focusforge.common.identity.Caller;
import io.focusforge.orchestrator.flag.ModelFlags;
import io.focusforge.orchestrator.run.StepUsage;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Asks models through ai-service, and believes an answer only as far as the schema goes. */
@ApplicationScoped
public class ModelTalk {
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    /** Asked, and corrected once: what a model cannot do then, it seldom does later. */
    private static final int MOST_CORRECTIONS = 1;
    /** What ai-service may need to say that the time is over. */
    private static final Duration GRACE = Duration.ofMillis(500);

    private final ServiceClient client;
    private final ModelFlags flags;
    private final ObjectMapper json;
    private final ObjectReader strict;
    private final Clock clock;

    ModelTalk(ServiceClient client, ModelFlags flags, ObjectMapper json, Clock clock) {
        this.client = client;
        this.flags = flags;
        this.json = json;
        this.strict = json.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        this.clock = clock;
    }

    /** How somebody waits for an answer: until it is there, or until he is called away. */
    public interface Waiting {
        ServiceAnswer on(CompletableFuture<ServiceAnswer> answer) throws InterruptedException, ExecutionException;
    }

    public ModelAnswer ask(Question question, Waiting waiting) throws InterruptedException {
        var chosen = flags.choose(question.caller(), question.step().model());
        var answer = ask(question, chosen.model(), waiting);
        if (!(answer instanceof ModelAnswer.Refused)) {
            flags.count(chosen, !(answer instanceof ModelAnswer.Given));
        }
        return answer;
    }

    private ModelAnswer ask(Question question, String model, Waiting waiting) throws InterruptedException {
        var messages = new Messages(json, question, model);
        var end = clock.instant().plus(question.timeout());
        var usage = StepUsage.NONE;
        for (var corrections = 0; ; corrections++) {
            var reply = once(question, messages, end, waiting);
            usage = usage.plus(reply.usage());
            if (!(reply instanceof Reply.Odd(var said, var errors, var _))) {
                return reply.answer(usage);
            }
            if (corrections == MOST_CORRECTIONS || !clock.instant().isBefore(end)) {
                return new ModelAnswer.Invalid(errors, usage);
            }
            messages.correct(said, errors);
        }
    }

    /** One request as it is, in OpenAI's shape; the model may call for tools. */
    public Conversed converse(Caller caller, ObjectNode request, Duration timeout, Waiting waiting)
            throws InterruptedException {
        try {
            return conversed(waiting.on(client.send(call(caller, Buffer.buffer(request.toString()), timeout))));
        } catch (ExecutionException e) {
            return new Conversed.Unavailable(Optional.empty(), "ai-service does not answer.");
        }
    }

    private Conversed conversed(ServiceAnswer answer) {
        return switch (answer.status()) {
            case OK -> message(answer);
            case NOT_FOUND -> new Conversed.Refused("model_not_found", "There is no such model.");
            case 400, 401, 403, 413, 422 ->
                new Conversed.Refused("model_refused", "ai-service answered %d.".formatted(answer.status()));
            default ->
                new Conversed.Unavailable(answer.retryAfter(), "ai-service answered %d.".formatted(answer.status()));
        };
    }

    private Conversed message(ServiceAnswer answer) {
        try {
            var completion = strict.readTree(answer.body().getBytes());
            return new Conversed.Message(completion.at("/choices/0/message"), usage(completion, answer));
        } catch (IOException e) {
            return new Conversed.Unavailable(Optional.empty(), "ai-service answers something else.");
        }
    }

    private static ServiceCall call(Caller caller, Buffer body, Duration timeout) {
        return ServiceCall.post(Service.AI, "/v1/chat/completions", caller, body, timeout.plus(GRACE))
                .withHeaders(Map.of("x-focusforge-timeout-ms", Long.toString(timeout.toMillis())));
    }

    private Reply once(Question question, Messages messages, Instant end, Waiting waiting) throws InterruptedException {
        var left = Duration.between(clock.instant(), end);
        var timeout = left.isPositive() ? left : Duration.ofMillis(1);
        var call = call(question.caller(), messages.body(), timeout);
        try {
            return reply(question, waiting.on(client.send(call)));
        } catch (ExecutionException e) {
            return new Reply.None(Optional.empty(), String.valueOf(e.getCause()));
        }
    }

    private Reply reply(Question question, ServiceAnswer answer) {
        return switch (answer.status()) {
            case OK -> completion(question, answer);
            case NOT_FOUND -> new Reply.Nobody();
            case 400, 401, 403, 413, 422 -> new Reply.No("ai-service answered " + answer.status());
            default -> new Reply.None(answer.retryAfter(), "ai-service answered " + answer.status());
        };
    }

    private Reply completion(Question question, ServiceAnswer answer) {
        final JsonNode completion;
        try {
            completion = strict.readTree(answer.body().getBytes());
        } catch (IOException e) {
            return new Reply.Odd("", "it is no completion", StepUsage.NONE);
        }
        var usage = usage(completion, answer);
        var said = completion.at("/choices/0/message/content").asText("");
        try {
            return judged(question, said, completion, usage);
        } catch (IOException e) {
            return new Reply.Odd(said, "it is not one JSON value", usage);
        }
    }

    private Reply judged(Question question, String said, JsonNode completion, StepUsage usage) throws IOException {
        if (said.isBlank()) {
            return new Reply.Odd(said, "it is empty", usage);
        }
        var output = strict.readTree(said);
        var errors = question.step().common().output().orElseThrow().errors(output);
        return errors.isEmpty()
                ? new Reply.Fits(output, completion.path("model").asText("default"), usage)
                : new Reply.Odd(said, String.join("; ", errors), usage);
    }

    private static StepUsage usage(JsonNode completion, ServiceAnswer answer) {
        var tokens = completion.path("usage");
        return new StepUsage(
                Math.max(0, tokens.path("prompt_tokens").asLong()),
                Math.max(0, tokens.path("completion_tokens").asLong()),
                answer.header("x-focusforge-cost")
                        .filter(cost -> cost.matches("\\d{1,15}"))
                        .map(Long::parseLong)
                        .orElse(0L));
    }
}
