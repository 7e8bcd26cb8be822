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
import io.focusforge.ai.telemetry.ModelMeters;
import io.focusforge.ai.usage.TokenUsage;
import io.focusforge.common.overload.Priority;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;

/** One attempt at a model of a provider. What it used is in the ledger before the answer ends. */
@ApplicationScoped
class ProviderChat {
    private final Providers providers;
    private final Accounts accounts;
    private final Urgencies urgencies;

    ProviderChat(Providers providers, Accounts accounts, Urgencies urgencies) {
        this.providers = providers;
        this.accounts = accounts;
        this.urgencies = urgencies;
    }

    /** @throws UpstreamFailure when it does not answer */
    void answer(ChatCall call, ProviderModel target, AttemptSink client) {
        var start = System.nanoTime();
        var meters = accounts.metrics().of(call.request().endpoint().operation(), target);
        try {
            if (call.request().isStream()) {
                stream(call, target, client, meters);
            } else {
                whole(call, target, client, meters);
            }
            meters.succeeded(System.nanoTime() - start);
        } catch (UpstreamFailure failure) {
            meters.failed(failure.code(), System.nanoTime() - start);
            throw failure;
        }
    }

    Deadline deadline(ChatCall call, ProviderModel target) {
        return Deadline.earlier(
                call.report().start(),
                call.options().bound(),
                provider(target).config().totalTimeout(),
                accounts.clock());
    }

    private void whole(ChatCall call, ProviderModel target, AttemptSink client, ModelMeters meters) {
        var tokens = new AnswerTokens();
        var body = ask(call, target, new WholeAnswer(tokens));
        meters.used(settle(call, target, tokens));
        if (tokens.isFiltered() && call.route().hasNext(target, FallbackReason.CONTENT_POLICY)) {
            throw new UpstreamFailure(Kind.CONTENT_POLICY, "the answer was filtered");
        }
        client.write(body);
    }

    private void stream(ChatCall call, ProviderModel target, AttemptSink client, ModelMeters meters) {
        var tokens = new AnswerTokens();
        try {
            ask(call, target, new StreamedAnswer(client, tokens));
        } finally {
            client.close();
            if (client.hasBegun()) {
                var used = settle(call, target, tokens);
                meters.used(used);
                meters.streamed(client.toFirst(), client.sinceFirst(), used);
            }
        }
    }

    private Buffer ask(ChatCall call, ProviderModel target, AnswerReader<Buffer> reader) {
        var request = new ProviderRequest(
                call.request().endpoint().path(),
                call.request().withModel(target.model()),
                deadline(call, target),
                call.gone(),
                urgency(call, target));
        var provider = provider(target);
        call.report().waits();
        try {
            return provider.ask(target.model(), request, reader);
        } catch (UpstreamFailure failure) {
            call.report().failed(failure);
            throw failure;
        } finally {
            call.report().waited();
        }
    }

    /** Who can go to another target does not wait for a place at this one. */
    private Urgency urgency(ChatCall call, ProviderModel target) {
        var who = urgencies.applicant(call.caller(), call.options().header(Priority.HEADER));
        return new Urgency(who, !call.route().hasNext(target, FallbackReason.ERROR));
    }

    private TokenUsage settle(ChatCall call, ProviderModel target, AnswerTokens answer) {
        var tokens = answer.total(call.request().messages(), accounts.counter());
        var cost = accounts.ledger().settle(call.caller(), target, tokens);
        call.report().used(tokens, cost);
        return tokens;
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
