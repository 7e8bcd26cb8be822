package io.focusforge.ai.chat;

import io.focusforge.ai.provider.ProviderModel;
import io.focusforge.ai.provider.UpstreamFailure;
import io.focusforge.ai.usage.TokenUsage;
import java.time.Instant;
import java.util.OptionalLong;

/** What is known of a call while it goes on, and what of it the headers of the answer say. Of one context. */
public final class CallReport {
    private final AnswerHeaders headers;
    private final Instant start;
    private final long startNanos = System.nanoTime();
    private ProviderModel target;
    private int attempts;
    private long waitStart;
    private long waited;
    private boolean restarted;
    private boolean costIsOpen;
    private Spent spent = Spent.NOTHING;

    public CallReport(AnswerHeaders headers, Instant start) {
        this.headers = headers;
        this.start = start;
    }

    /** Has an effect until the first byte of the answer is sent. */
    public void header(String name, String value) {
        headers.set(name, value);
    }

    public Instant start() {
        return start;
    }

    /** What was used so far. */
    public Spent spent() {
        return spent;
    }

    /** Whether a stream was begun again after a part of it had been sent; such an answer is not to be kept. */
    public boolean isRestarted() {
        return restarted;
    }

    /** The model that answers, or was asked last; null before one was. */
    public ProviderModel target() {
        return target;
    }

    /** What is written next is an answer that this model gave before. */
    public void answeredBefore(ProviderModel model) {
        target = model;
    }

    public void attempts(ProviderModel model) {
        target = model;
        attempts++;
    }

    int attempts() {
        return attempts;
    }

    public void failed(UpstreamFailure failure) {
        attempts -= failure.wasSent() ? 0 : 1;
    }

    public void waits() {
        waitStart = System.nanoTime();
    }

    public void waited() {
        waited += System.nanoTime() - waitStart;
        waitStart = 0;
    }

    /** Called before the first byte, by whatever writes it. */
    public void writeHeaders() {
        if (target != null) {
            headers.set(AnswerHeaders.PROVIDER, target.provider());
            headers.set(AnswerHeaders.MODEL, target.model());
        }
        headers.set(AnswerHeaders.ATTEMPTS, Integer.toString(attempts));
        headers.set(AnswerHeaders.OVERHEAD, millis(overheadNanos()));
        costIsOpen = waitStart != 0 || spent.costMicros() == null;
        if (!costIsOpen) {
            headers.set(AnswerHeaders.COST, Long.toString(spent.costMicros()));
        }
    }

    /** What the headers could not say, when it is known by now: a stream has no cost before it has ended. */
    public OptionalLong lateCost() {
        return costIsOpen && spent.costMicros() != null ? OptionalLong.of(spent.costMicros()) : OptionalLong.empty();
    }

    /** To a hundredth. */
    public static String millis(long nanos) {
        return Double.toString(Math.round(nanos / 1e4) / 100.0);
    }

    void restarted() {
        restarted = true;
    }

    public void used(TokenUsage tokens, Long costMicros) {
        spent = spent.plus(tokens, costMicros);
    }

    /** The time until now in which no provider was waited for. */
    private long overheadNanos() {
        var now = System.nanoTime();
        var waiting = waitStart == 0 ? 0 : now - waitStart;
        return now - startNanos - waited - waiting;
    }
}
