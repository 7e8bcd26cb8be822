package io.focusforge.worker.ingest;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.call.Service;
import io.focusforge.common.call.ServiceAnswer;
import io.focusforge.common.call.ServiceCall;
import io.focusforge.common.call.ServiceClient;
import io.focusforge.common.identity.Scopes;
import io.focusforge.worker.handler.JobContext;
import io.focusforge.worker.http.HttpOutcome;
import io.focusforge.worker.split.Piece;
import io.focusforge.worker.upstream.Verdict;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Speaks with memory-service about one document, in the name of the job's owner. Blocking and interruptible. */
@ApplicationScoped
class MemoryService {
    private static final Duration QUICK = Duration.ofSeconds(30);
    /** 64 chunks are embedded meanwhile, perhaps beside many others. */
    private static final Duration SLOW = Duration.ofMinutes(2);

    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Told(boolean cancelled) {}

    @RegisterForReflection
    private record Batch(int version, List<Piece> chunks) {}

    private final ServiceClient client;
    private final ObjectMapper json;
    private final Clock clock;

    MemoryService(ServiceClient client, ObjectMapper json, Clock clock) {
        this.client = client;
        this.json = json;
        this.clock = clock;
    }

    /** A call on its way. Sent again, it does no harm. */
    record Sent(ServiceCall call, CompletableFuture<ServiceAnswer> answer) {}

    Answer<Work> work(JobContext context, Input input) throws InterruptedException {
        var path = path(input, "work?version=" + input.version());
        var caller = context.caller(Scopes.INTERNAL);
        var answer = await(send(ServiceCall.get(Service.MEMORY, path, caller, timeout(context, QUICK))));
        return switch (answer) {
            case Answer.Given<ServiceAnswer>(var given) -> new Answer.Given<>(read(given, Work.class));
            case Answer.Trouble<ServiceAnswer>(var result) -> new Answer.Trouble<>(result);
        };
    }

    /** @return whether to go on */
    Answer<Boolean> tell(JobContext context, Input input, Stage stage) throws InterruptedException {
        return goOn(put(context, input, "stages", stage, QUICK));
    }

    Sent store(JobContext context, Input input, List<Piece> pieces) {
        return put(context, input, "chunks", new Batch(input.version(), pieces), SLOW);
    }

    /** @return whether to go on */
    Answer<Boolean> goOn(Sent sent) throws InterruptedException {
        return switch (await(sent)) {
            case Answer.Given<ServiceAnswer>(var given) ->
                new Answer.Given<>(!read(given, Told.class).cancelled());
            case Answer.Trouble<ServiceAnswer>(var result) -> new Answer.Trouble<>(result);
        };
    }

    private Sent put(JobContext context, Input input, String what, Object body, Duration most) {
        try {
            var bytes = Buffer.buffer(json.writeValueAsBytes(body));
            var caller = context.caller(Scopes.INTERNAL);
            return send(ServiceCall.put(Service.MEMORY, path(input, what), caller, bytes, timeout(context, most)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Sent send(ServiceCall call) {
        return new Sent(call, client.send(call));
    }

    /** Waits a few times when memory-service has too much to do; an attempt of the job is too dear for that. */
    private Answer<ServiceAnswer> await(Sent sent) throws InterruptedException {
        var current = sent;
        for (var attempt = 1; ; attempt++) {
            var outcome = outcome(current);
            if (outcome.isEmpty()) {
                return new Answer.Given<>(current.answer().join());
            }
            if (!Patience.isWorthWaiting(outcome.get(), attempt)) {
                return new Answer.Trouble<>(Verdict.on(Service.MEMORY, outcome.get()));
            }
            Thread.sleep(Patience.pause(outcome.get(), attempt));
            current = send(current.call());
        }
    }

    /** @return empty for a success */
    private static Optional<HttpOutcome> outcome(Sent sent) throws InterruptedException {
        try {
            var answer = sent.answer().get();
            return answer.isSuccess()
                    ? Optional.empty()
                    : Optional.of(new HttpOutcome.Answer(
                            answer.status(), answer.retryAfter().orElse(Duration.ZERO)));
        } catch (InterruptedException e) {
            sent.answer().cancel(true);
            throw e;
        } catch (ExecutionException e) {
            var reason = "no connection, no answer in time, or it broke ("
                    + e.getCause().getClass().getSimpleName() + ")";
            return Optional.of(new HttpOutcome.NoAnswer(reason));
        }
    }

    private <T> T read(ServiceAnswer answer, Class<T> type) {
        try {
            return json.readValue(answer.body().getBytes(), type);
        } catch (IOException e) {
            throw new IllegalStateException("memory-service answers what nobody understands", e);
        }
    }

    private Duration timeout(JobContext context, Duration most) {
        var left = context.left(clock);
        return left.compareTo(most) < 0 ? left : most;
    }

    private static String path(Input input, String what) {
        return "/internal/documents/" + input.documentId() + "/" + what;
    }
}
