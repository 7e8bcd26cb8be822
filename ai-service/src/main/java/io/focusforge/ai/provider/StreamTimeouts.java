package io.focusforge.ai.provider;

import io.focusforge.ai.provider.UpstreamFailure.Kind;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Ends a stream whose first token, or next token, does not come. One timer, which looks when it is due how much is left. */
final class StreamTimeouts {
    private final Vertx vertx;
    private final AnswerReader<?> reader;
    private final CompletableFuture<?> answer;
    private final Duration firstToken;
    private final Duration betweenTokens;
    private final long start = System.nanoTime();
    private volatile long timer;

    StreamTimeouts(Vertx vertx, AnswerReader<?> reader, CompletableFuture<?> answer, ProviderConfig config) {
        this.vertx = vertx;
        this.reader = reader;
        this.answer = answer;
        this.firstToken = config.firstTokenTimeout();
        this.betweenTokens = config.betweenTokensTimeout();
    }

    void start() {
        lookAgain();
        var _ = answer.whenComplete((value, failure) -> vertx.cancelTimer(timer));
    }

    private void look() {
        if (answer.isDone()) {
            return;
        }
        if (left() > 0) {
            lookAgain();
            return;
        }
        var what = reader.hasBegun() ? "no next token within " + betweenTokens : "no token within " + firstToken;
        answer.completeExceptionally(new UpstreamFailure(Kind.SLOW, what));
    }

    /** Not later than a gap from now: when the first token comes, nobody tells. */
    private void lookAgain() {
        var wait = Math.min(left(), betweenTokens.toNanos());
        timer = vertx.setTimer(Math.max(1, TimeUnit.NANOSECONDS.toMillis(wait) + 1), due -> look());
    }

    private long left() {
        return reader.hasBegun()
                ? reader.lastProgress() + betweenTokens.toNanos() - System.nanoTime()
                : start + firstToken.toNanos() - System.nanoTime();
    }
}
