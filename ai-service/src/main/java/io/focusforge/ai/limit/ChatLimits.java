package io.focusforge.ai.limit;

import io.focusforge.ai.chat.AnswerSink;
import io.focusforge.ai.chat.ChatCall;
import io.focusforge.ai.chat.ChatLayer;
import io.focusforge.ai.chat.ChatModel;
import io.focusforge.ai.chat.Spent;
import io.focusforge.ai.price.Prices;
import io.focusforge.ai.step.Step;
import io.focusforge.ai.usage.TokenUsage;
import io.vertx.core.Future;
import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

/** Reserves before every chat completion, and settles after it, whatever became of it. */
@Singleton
@Priority(ChatLayer.LIMITS)
class ChatLimits implements ChatLayer {
    private final Limits limits;
    private final RequestEstimate estimates;
    private final Prices prices;

    ChatLimits(Limits limits, RequestEstimate estimates, Prices prices) {
        this.limits = limits;
        this.estimates = estimates;
        this.prices = prices;
    }

    @Override
    public Future<Void> answer(ChatCall call, AnswerSink client, ChatModel inner) {
        var scopes = new CallScopes(call.caller(), call.route().first().model());
        return limits.reserve(scopes, () -> estimate(call), call.report()::header)
                .compose(reservation -> inner.answer(call, client)
                        .andThen(
                                ended -> reservation.settle(actual(call.report().spent()))));
    }

    private Future<Estimate> estimate(ChatCall call) {
        return Step.over(estimates.weight(call.request().body()), () -> priced(call));
    }

    /** Of the target that is tried first. */
    private Estimate priced(ChatCall call) {
        var estimate = estimates.of(call.request().body());
        var tokens = new TokenUsage(estimate.promptTokens(), estimate.completionTokens(), true);
        var cost = prices.cost(call.route().first(), tokens);
        return cost == null ? estimate : estimate.costing(cost);
    }

    private static Actual actual(Spent spent) {
        return new Actual(spent.tokens().total(), spent.costMicros() == null ? 0 : spent.costMicros());
    }
}
