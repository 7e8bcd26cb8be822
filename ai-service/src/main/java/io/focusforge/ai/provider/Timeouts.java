package io.focusforge.ai.provider;

import io.focusforge.ai.provider.UpstreamFailure.Kind;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;

/**
 * Ends an answer that does not come in time, and a stream whose first token, or next token, does not. One timer, which looks when it is due how much
 * is left.
 */
final class Timeouts {
    private final Vertx vertx;
    private final AnswerReader<?> reader;
    private final Promise<?> answer;
    private final Deadline deadline;
    private final ProviderConfig config;
    private final long start = System.nanoTime();
    private final long most;
    private long timer;

    Timeouts(Vertx vertx, AnswerReader<?> reader, Promise<?> answer, Deadline deadline, ProviderConfig config) {
        this.vertx = vertx;
        this.reader = reader;
        this.answer = answer;
        this.deadline = deadline;
        this.config = config;
        this.most = deadline.left().toNanos();
    }

    void start() {
        lookAgain();
        answer.future().onComplete(ended -> vertx.cancelTimer(timer));
    }

    private void look() {
        if (answer.future().isComplete()) {
            return;
        }
        if (leftInAll() <= 0) {
            answer.tryFail(deadline.exceeded());
        } else if (reader.isStream() && leftToToken() <= 0) {
            answer.tryFail(new UpstreamFailure(Kind.SLOW, late()));
        } else {
            lookAgain();
        }
    }

    /** Of a stream not later than a gap from now: when the first token comes, nobody tells. */
    private void lookAgain() {
        var wait = reader.isStream() ? Math.min(leftInAll(), Math.min(leftToToken(), between())) : leftInAll();
        timer = vertx.setTimer(Math.max(1, TimeUnit.NANOSECONDS.toMillis(wait) + 1), due -> look());
    }

    private long leftInAll() {
        return start + most - System.nanoTime();
    }

    private long leftToToken() {
        return reader.hasBegun()
                ? reader.lastProgress() + between() - System.nanoTime()
                : start + config.firstTokenTimeout().toNanos() - System.nanoTime();
    }

    private long between() {
        return config.betweenTokensTimeout().toNanos();
    }

    private String late() {
        return reader.hasBegun()
                ? "no next token within " + config.betweenTokensTimeout()
                : "no token within " + config.firstTokenTimeout();
    }
}
