package io.focusforge.ai.embedding;

import io.focusforge.ai.chat.CallReport;
import io.focusforge.ai.embedding.ExternalAttempt.Answered;
import io.focusforge.ai.embedding.ExternalAttempt.Asked;
import io.focusforge.ai.provider.Deadline;
import io.focusforge.ai.provider.Providers;
import io.focusforge.ai.provider.UpstreamFailure;
import io.focusforge.ai.provider.UpstreamFailure.Kind;
import io.focusforge.ai.routing.Dispatcher;
import io.focusforge.ai.step.Step;
import io.focusforge.ai.usage.TokenCounter;
import io.focusforge.ai.usage.TokenUsage;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Embeddings of the providers. Small requests for the same model in the same form go to it together, whoever asks; each caller gets its
 * own vectors, and its share of the tokens.
 */
@Singleton
class ExternalEmbedder {
    private final Dispatcher dispatcher;
    private final Providers providers;
    private final TokenCounter counter;
    private final Clock clock;
    private final int batchSize;
    private final Coalescer<EmbeddingCall.Kind, EmbeddingCall, EmbeddingCall.Answer> coalescer;

    ExternalEmbedder(
            Dispatcher dispatcher,
            Providers providers,
            TokenCounter counter,
            Clock clock,
            EmbeddingsConfig config,
            Vertx vertx) {
        this.dispatcher = dispatcher;
        this.providers = providers;
        this.counter = counter;
        this.clock = clock;
        this.batchSize = config.batchSize();
        this.coalescer = new Coalescer<>(
                new Coalescer.Bounds(batchSize, config.batchWait()),
                new Joint(),
                (wait, task) -> vertx.setTimer(Math.max(1, wait.toMillis()), id -> task.run()),
                task -> VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext())
                        .runOnContext(own -> task.run()));
    }

    /** Fails as {@link UpstreamFailure} when no target answers. */
    Future<EmbeddingCall.Answer> embed(EmbeddingCall call) {
        var fields = call.request().fields();
        return fields.plain() && call.texts() < batchSize ? joined(call) : alone(call);
    }

    private Future<EmbeddingCall.Answer> alone(EmbeddingCall call) {
        var asked = new Asked(
                call.request()::withModel, -1, List.of(call.report()), call.bound(), call.gone(), List.of(call.span()));
        return ask(call, asked).compose(answered -> tokens(call, answered)
                .map(tokens -> new EmbeddingCall.Answer(answered.answer().body(), answered.target(), tokens)));
    }

    private Future<TokenUsage> tokens(EmbeddingCall call, Answered answered) {
        var counted = answered.answer().promptTokens();
        return counted < 0
                ? Step.elsewhere(() -> new TokenUsage(count(call), 0, true))
                : Future.succeededFuture(new TokenUsage(counted, 0, false));
    }

    private Future<EmbeddingCall.Answer> joined(EmbeddingCall call) {
        var answer = coalescer.add(call.kind(), call, call.texts());
        var total = providers.get(call.route().first().provider()).config().totalTimeout();
        var deadline = Deadline.earlier(call.start(), call.bound(), total, clock);
        return Step.first(deadline.left(), answer, call.gone()).compose(over -> {
            if (answer.isDone()) {
                return Step.here(answer);
            }
            return call.gone().isDone()
                    ? Step.here(call.gone()).mapEmpty()
                    : Future.failedFuture(new UpstreamFailure(
                            deadline.callers() ? Kind.OUT_OF_TIME : Kind.SLOW, "no embeddings in time"));
        });
    }

    private Future<Answered> ask(EmbeddingCall call, Asked asked) {
        return dispatcher.dispatch(call.route(), new ExternalAttempt(asked, call::urgency, providers, clock));
    }

    private long count(EmbeddingCall call) {
        return call.request().fields().texts().stream()
                .mapToLong(counter::count)
                .sum();
    }

    private final class Joint implements Coalescer.Work<EmbeddingCall.Kind, EmbeddingCall, EmbeddingCall.Answer> {
        @Override
        public Future<List<EmbeddingCall.Answer>> run(EmbeddingCall.Kind kind, List<EmbeddingCall> calls) {
            var texts = calls.stream()
                    .flatMap(call -> call.request().fields().texts().stream())
                    .toList();
            // the last to give up decides how long it is asked; each caller waits for its own time
            var last = calls.stream().max(EmbeddingCall.BY_END).orElseThrow();
            var gone = CompletableFuture.allOf(
                    calls.stream().map(EmbeddingCall::gone).toArray(CompletableFuture<?>[]::new));
            var asked = new Asked(
                    model -> ExternalBodies.request(model, kind.form(), texts),
                    texts.size(),
                    reports(last, calls),
                    last.bound(),
                    gone,
                    calls.stream().map(EmbeddingCall::span).toList());
            return ask(last, asked)
                    .compose(answered -> Step.over(
                            answered.answer().body().length,
                            () -> new JointAnswer(answered, kind.form(), calls).parts(ExternalEmbedder.this::count)));
        }

        /** That of the call first by whose time it is asked. */
        private static List<CallReport> reports(EmbeddingCall first, List<EmbeddingCall> calls) {
            return Stream.concat(Stream.of(first), calls.stream().filter(call -> call != first))
                    .map(EmbeddingCall::report)
                    .toList();
        }

        @Override
        public boolean isFaultOfOne(Throwable failure) {
            return failure instanceof UpstreamFailure upstream
                    && switch (upstream.kind()) {
                        case REFUSED, CONTEXT_LENGTH, CONTENT_POLICY -> true;
                        default -> false;
                    };
        }
    }
}
