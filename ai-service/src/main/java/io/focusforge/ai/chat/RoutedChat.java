package io.focusforge.ai.chat;

import io.focusforge.ai.provider.ProviderModel;
import io.focusforge.ai.provider.UpstreamFailure;
import io.focusforge.ai.routing.Attempt;
import io.focusforge.ai.routing.Dispatcher;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** The innermost part of the pipeline: the targets of the call's route, until one answers. */
@Singleton
class RoutedChat implements ChatModel {
    private final Dispatcher dispatcher;
    private final ProviderChat providers;
    private final ExtractiveChat extractive;
    private final ChatSpans spans;

    RoutedChat(Dispatcher dispatcher, ProviderChat providers, ExtractiveChat extractive, ChatSpans spans) {
        this.dispatcher = dispatcher;
        this.providers = providers;
        this.extractive = extractive;
        this.spans = spans;
    }

    @Override
    public Future<Void> answer(ChatCall call, AnswerSink client) {
        return dispatcher
                .dispatch(call.route(), new ChatAttempt(call, client))
                .recover(failure -> Future.failedFuture(
                        failure instanceof UpstreamFailure upstream ? upstream.toProblem() : failure));
    }

    private final class ChatAttempt implements Attempt<Void> {
        private final ChatCall call;
        private final AnswerSink client;

        ChatAttempt(ChatCall call, AnswerSink client) {
            this.call = call;
            this.client = client;
        }

        @Override
        public Future<Void> at(ProviderModel target) {
            call.report().attempts(target);
            return spans.areOff() ? ask(target, client) : spans.around(call, target, client, seen -> ask(target, seen));
        }

        private Future<Void> ask(ProviderModel target, AnswerSink to) {
            var sink = new AttemptSink(call, target, to);
            return target.equals(ProviderModel.EXTRACTIVE)
                    ? extractive.answer(call, sink)
                    : providers.answer(call, target, sink);
        }

        @Override
        public Future<Boolean> mayBeQuoted() {
            return spans.mayBeQuoted(call);
        }

        @Override
        public boolean mayFollow(UpstreamFailure failure) {
            return !client.hasBegun() || call.options().onStreamFailure() == OnStreamFailure.RESTART;
        }

        @Override
        public Duration left(ProviderModel target) {
            return providers.deadline(call, target).left();
        }

        @Override
        public CompletableFuture<Void> gone() {
            return call.gone();
        }
    }
}
