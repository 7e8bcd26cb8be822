package io.focusforge.ai.chat;

import io.focusforge.ai.error.OpenAiError;
import io.focusforge.ai.provider.AnswerReader;
import io.focusforge.ai.provider.Deadline;
import io.focusforge.ai.provider.Provider;
import io.focusforge.ai.provider.ProviderModel;
import io.focusforge.ai.provider.ProviderRequest;
import io.focusforge.ai.provider.UpstreamFailure;
import io.focusforge.ai.telemetry.ModelMetrics;
import io.focusforge.ai.telemetry.ModelMetrics.Operation;
import io.focusforge.ai.usage.TokenCounter;
import io.focusforge.ai.usage.UsageLedger;
import io.focusforge.common.problem.Problem;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.common.trace.TraceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** A model of a provider. What it answered is in the ledger before the answer ends. */
final class ProviderChat implements ChatModel {
    private final Provider provider;
    private final ProviderModel model;
    private final Accounts accounts;

    ProviderChat(Provider provider, ProviderModel model, Accounts accounts) {
        this.provider = provider;
        this.model = model;
        this.accounts = accounts;
    }

    /** Where calls are counted. */
    record Accounts(UsageLedger ledger, TokenCounter counter, ModelMetrics metrics, Clock clock) {}

    @Override
    public String complete(ChatCall call) {
        var tokens = new AnswerTokens();
        return measured(() -> {
            var answer = ask(call, new WholeAnswer(tokens), String.class);
            settle(call, tokens);
            return answer;
        });
    }

    @Override
    public void stream(ChatCall call, EventStream client) {
        var tokens = new AnswerTokens();
        try {
            measured(() -> {
                streamTo(client, call, tokens);
                return null;
            });
        } catch (ProblemException e) {
            if (!client.hasBegun()) {
                throw e;
            }
            client.fail(OpenAiError.of(
                    Problem.of(e.code(), e.getMessage(), TraceContext.currentTraceId(), e.violations())));
        }
    }

    private void streamTo(EventStream client, ChatCall call, AnswerTokens tokens) {
        try {
            ask(call, new StreamedAnswer(client, tokens), Void.class);
        } finally {
            if (client.hasBegun()) {
                settle(call, tokens);
            }
        }
        client.end();
    }

    private <T> T ask(ChatCall call, AnswerReader<T> reader, Class<T> type) {
        var deadline = Deadline.earlier(call.bound(), provider.config().totalTimeout(), accounts.clock());
        var request = new ProviderRequest(call.request().withModel(model.model()), deadline, call.gone());
        return provider.ask(request, reader, type);
    }

    private <T> T measured(Supplier<T> work) {
        var start = accounts.clock().instant();
        try {
            var result = work.get();
            accounts.metrics().succeeded(operation(), since(start));
            return result;
        } catch (UpstreamFailure e) {
            throw failed(e.toProblem(), start);
        } catch (ProblemException e) {
            throw failed(e, start);
        }
    }

    private ProblemException failed(ProblemException problem, Instant start) {
        accounts.metrics().failed(operation(), problem.code(), since(start));
        return problem;
    }

    private void settle(ChatCall call, AnswerTokens answer) {
        var tokens = answer.total(call.request().messages(), accounts.counter());
        accounts.ledger().settle(call.caller(), model, tokens);
        accounts.metrics().used(operation(), tokens);
    }

    private Operation operation() {
        return new Operation("chat", model.provider(), model.model());
    }

    private Duration since(Instant start) {
        return Duration.between(start, accounts.clock().instant());
    }
}
