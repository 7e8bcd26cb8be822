package io.focusforge.ai.limit;

import io.focusforge.ai.chat.AnswerSink;
import io.focusforge.ai.chat.ChatCall;
import io.focusforge.ai.chat.ChatLayer;
import io.focusforge.ai.chat.ChatModel;
import io.focusforge.ai.chat.Spent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;

/** Reserves before every chat completion, and settles after it, whatever became of it. */
@ApplicationScoped
@Priority(ChatLayer.LIMITS)
class ChatLimits implements ChatLayer {
    private final Limits limits;
    private final RequestEstimate estimates;

    ChatLimits(Limits limits, RequestEstimate estimates) {
        this.limits = limits;
        this.estimates = estimates;
    }

    @Override
    public void answer(ChatCall call, AnswerSink client, ChatModel inner) {
        var scopes = new CallScopes(call.caller(), call.route().first().model());
        var reservation =
                limits.reserve(scopes, () -> estimates.of(call.request().body()), call.report()::header);
        try {
            inner.answer(call, client);
        } finally {
            reservation.settle(actual(call.report().spent()));
        }
    }

    private static Actual actual(Spent spent) {
        return new Actual(spent.tokens().total(), spent.costMicros() == null ? 0 : spent.costMicros());
    }
}
