package io.focusforge.ai.chat;

import io.focusforge.ai.overload.Urgencies;
import io.focusforge.ai.overload.Urgency;
import io.focusforge.ai.provider.AnswerReader;
import io.focusforge.ai.provider.Deadline;
import io.focusforge.ai.provider.Provider;
import io.focusforge.ai.provider.ProviderModel;
import io.focusforge.ai.provider.ProviderRequest;
import io.focusforge.ai.provider.Providers;
import io.focusforge.ai.provider.UpstreamFailure;
import io.focusforge.ai.provider.UpstreamFailure.Kind;
import io.focusforge.ai.routing.FallbackReason;
import io.focusforge.ai.step.Step;
import io.focusforge.ai.telemetry.ModelMeters;
import io.focusforge.ai.usage.TokenUsage;
import io.focusforge.common.overload.Priority;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;

/** One attempt at a model of a provider. What it used is in the ledger before the answer ends. */
@Singleton
class ProviderChat {
    private final Providers providers;
    private final Accounts accounts;
    private final Urgencies urgencies;

    ProviderChat(Providers providers, Accounts accounts, Urgencies urgencies) {
        this.providers = providers;
        this.accounts = accounts;
        this.urgencies = urgencies;
    }

    /** Fails as {@link UpstreamFailure} when it does not answer. */
    Future<Void> answer(ChatCall call, ProviderModel target, AttemptSink client) {
        var start = System.nanoTime();
        var meters = accounts.metrics().of(call.request().endpoint().operation(), target);
        var answered =
                call.request().isStream() ? stream(call, target, client, meters) : whole(call, target, client, meters);
        return answered.onComplete(ended -> {
            if (ended.succeeded()) {
                meters.succeeded(System.nanoTime() - start);
            } else if (ended.cause() instanceof UpstreamFailure failure) {
                meters.failed(failure.code(), System.nanoTime() - start);
            }
        });
    }

    Deadline deadline(ChatCall call, ProviderModel target) {
        return Deadline.earlier(
                call.report().start(),
                call.options().bound(),
                provider(target).config().totalTimeout(),
                accounts.clock());
    }

    private Future<Void> whole(ChatCall call, ProviderModel target, AttemptSink client, ModelMeters meters) {
        var tokens = new AnswerTokens();
        return ask(call, target, new WholeAnswer(tokens))
                .compose(body -> settle(call, target, tokens).map(used -> {
                    meters.used(used);
                    if (tokens.isFiltered() && call.route().hasNext(target, FallbackReason.CONTENT_POLICY)) {
                        throw new UpstreamFailure(Kind.CONTENT_POLICY, "the answer was filtered");
                    }
                    client.write(body);
                    return null;
                }));
    }

    private Future<Void> stream(ChatCall call, ProviderModel target, AttemptSink client, ModelMeters meters) {
        var tokens = new AnswerTokens();
        var answered = ask(call, target, new StreamedAnswer(client, tokens));
        return answered.transform(ended -> {
            client.close();
            return client.hasBegun()
                    ? settle(call, target, tokens).compose(used -> {
                        meters.used(used);
                        meters.streamed(client.toFirst(), client.sinceFirst(), used);
                        return answered.mapEmpty();
                    })
                    : answered.mapEmpty();
        });
    }

    private Future<Buffer> ask(ChatCall call, ProviderModel target, AnswerReader<Buffer> reader) {
        call.report().waits();
        return Step.of(() -> provider(target).ask(target.model(), request(call, target), reader))
                .onComplete(ended -> {
                    if (ended.cause() instanceof UpstreamFailure failure) {
                        call.report().failed(failure);
                    }
                    call.report().waited();
                });
    }

    private ProviderRequest request(ChatCall call, ProviderModel target) {
        return new ProviderRequest(
                call.request().endpoint().path(),
                call.request().withModel(target.model()),
                deadline(call, target),
                call.gone(),
                urgency(call, target));
    }

    /** Who can go to another target does not wait for a place at this one. */
    private Urgency urgency(ChatCall call, ProviderModel target) {
        var who = urgencies.applicant(call.caller(), call.options().header(Priority.HEADER));
        return new Urgency(who, !call.route().hasNext(target, FallbackReason.ERROR));
    }

    private Future<TokenUsage> settle(ChatCall call, ProviderModel target, AnswerTokens answer) {
        return tokens(call, answer).map(tokens -> {
            var cost = accounts.ledger().settle(call.caller(), target, tokens);
            call.report().used(tokens, cost);
            return tokens;
        });
    }

    private Future<TokenUsage> tokens(ChatCall call, AnswerTokens answer) {
        return answer.usage() != null
                ? Future.succeededFuture(answer.usage())
                : Step.over(
                        accounts.counter().weight(call.request().body().length + answer.length()),
                        () -> answer.total(call.request().messages(), accounts.counter()));
    }

    /** The table of providers may have changed since the call was routed. */
    private Provider provider(ProviderModel target) {
        var provider = providers.get(target.provider());
        if (provider == null) {
            throw new UpstreamFailure(Kind.MISCONFIGURED, "there is no such provider any more");
        }
        return provider;
    }
}
