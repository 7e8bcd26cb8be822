package io.focusforge.ai.embedding;

import io.focusforge.ai.chat.CallReport;
import io.focusforge.ai.overload.Urgency;
import io.focusforge.ai.provider.AnswerReader;
import io.focusforge.ai.provider.BoundedBody;
import io.focusforge.ai.provider.Deadline;
import io.focusforge.ai.provider.Provider;
import io.focusforge.ai.provider.ProviderModel;
import io.focusforge.ai.provider.ProviderRequest;
import io.focusforge.ai.provider.Providers;
import io.focusforge.ai.provider.UpstreamFailure;
import io.focusforge.ai.provider.UpstreamFailure.Kind;
import io.focusforge.ai.routing.Attempt;
import io.focusforge.ai.step.Step;
import io.focusforge.ai.telemetry.ModelSpan;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** One request for embeddings, at one target after the other. */
record ExternalAttempt(Asked asked, Function<ProviderModel, Urgency> urgency, Providers providers, Clock clock)
        implements Attempt<ExternalAttempt.Answered> {
    private static final String PATH = "/embeddings";

    /**
     * What is asked.
     *
     * @param body by the provider's name for the model
     * @param texts how many vectors there must be; -1 when that is not known
     * @param reports of all calls that are asked together; the first is that by whose time they are
     * @param spans of the same calls
     */
    record Asked(
            Function<String, byte[]> body,
            int texts,
            List<CallReport> reports,
            Duration bound,
            CompletableFuture<Void> gone,
            List<ModelSpan> spans) {
        Instant start() {
            return reports.getFirst().start();
        }
    }

    /** Who answered, and what. */
    record Answered(ProviderModel target, ExternalAnswer answer) {}

    @Override
    public Future<Answered> at(ProviderModel target) {
        var body = Buffer.buffer(asked.body().apply(target.model()));
        var request = new ProviderRequest(PATH, body, deadline(target), asked.gone(), urgency.apply(target));
        asked.reports().forEach(report -> report.attempts(target));
        asked.reports().forEach(CallReport::waits);
        return ask(target, request).map(answer -> new Answered(target, answer)).onComplete(ended -> {
            if (ended.cause() instanceof UpstreamFailure failure) {
                asked.reports().forEach(report -> report.failed(failure));
                asked.spans().forEach(span -> span.attemptFailed(target, failure));
            }
            asked.reports().forEach(CallReport::waited);
        });
    }

    /** What is sent out while it begins belongs to the span. */
    private Future<ExternalAnswer> ask(ProviderModel target, ProviderRequest request) {
        try (var scope = asked.spans().getFirst().enter()) {
            return Step.of(() -> provider(target).ask(target.model(), request, new Reader(asked.texts())));
        }
    }

    @Override
    public boolean mayFollow(UpstreamFailure failure) {
        return true;
    }

    @Override
    public Duration left(ProviderModel target) {
        return deadline(target).left();
    }

    @Override
    public CompletableFuture<Void> gone() {
        return asked.gone();
    }

    private Deadline deadline(ProviderModel target) {
        return Deadline.earlier(
                asked.start(), asked.bound(), provider(target).config().totalTimeout(), clock);
    }

    private Provider provider(ProviderModel target) {
        var provider = providers.get(target.provider());
        if (provider == null) {
            throw new UpstreamFailure(Kind.MISCONFIGURED, "there is no such provider any more");
        }
        return provider;
    }

    private static final class Reader implements AnswerReader<ExternalAnswer> {
        private final int texts;
        private long tokens = -1;

        Reader(int texts) {
            this.texts = texts;
        }

        @Override
        public Future<ExternalAnswer> read(HttpClientResponse response) {
            return BoundedBody.read(response).compose(this::check);
        }

        @Override
        public OptionalLong tokensUsed() {
            return tokens < 0 ? OptionalLong.empty() : OptionalLong.of(tokens);
        }

        private Future<ExternalAnswer> check(Buffer body) {
            try {
                var answer = ExternalAnswer.read(body.getBytes(), texts);
                tokens = answer.promptTokens();
                return Future.succeededFuture(answer);
            } catch (IOException e) {
                return Future.failedFuture(new UpstreamFailure(Kind.BROKEN, "no embeddings", e.getMessage()));
            }
        }
    }
}
