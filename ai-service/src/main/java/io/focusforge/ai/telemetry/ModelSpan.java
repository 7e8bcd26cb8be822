package io.focusforge.ai.telemetry;

import com.google.errorprone.annotations.MustBeClosed;
import io.focusforge.ai.provider.ProviderModel;
import io.focusforge.ai.provider.UpstreamFailure;
import io.focusforge.ai.usage.TokenUsage;
import io.focusforge.common.problem.ErrorCode;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** The span of one model call, or {@link #NONE} where nobody collects it. Holds no word of a provider or a caller but what it is given. */
public final class ModelSpan {
    public static final ModelSpan NONE = new ModelSpan(Span.getInvalid());

    private final Span span;
    private final List<String> failed = new ArrayList<>();

    private ModelSpan(Span span) {
        this.span = span;
    }

    /** A trace that is not in the sample has no spans of its own. */
    static ModelSpan of(Span span) {
        return span.isRecording() ? new ModelSpan(span) : NONE;
    }

    public boolean isRecording() {
        return this != NONE;
    }

    /** Until it is closed, what the thread sends out belongs to this span. */
    @MustBeClosed
    public Scope enter() {
        return isRecording() ? span.makeCurrent() : Scope.noop();
    }

    /** @param number from 1 */
    public void attempt(int number) {
        span.setAttribute(GenAi.ATTEMPT, (long) number);
    }

    public void asked(boolean stream, OptionalLong maxTokens) {
        span.setAttribute(GenAi.STREAM, stream);
        maxTokens.ifPresent(most -> span.setAttribute(GenAi.MAX_TOKENS, most));
    }

    /** @param messages as the conventions write them */
    public void prompt(String messages) {
        span.setAttribute(GenAi.INPUT_MESSAGES, messages);
    }

    /** @param nanos from the request to the first chunk, where it is a stream */
    public void firstChunk(boolean stream, long nanos) {
        if (stream) {
            span.setAttribute(GenAi.FIRST_CHUNK, nanos / 1e9);
        }
    }

    /** Of an attempt that used nothing, nothing is said. */
    public void used(TokenUsage tokens) {
        if (tokens.total() == 0) {
            return;
        }
        span.setAttribute(GenAi.INPUT_TOKENS, tokens.prompt());
        span.setAttribute(GenAi.OUTPUT_TOKENS, tokens.completion());
        if (tokens.cached() > 0) {
            span.setAttribute(GenAi.CACHED_TOKENS, tokens.cached());
        }
    }

    public void answered(ModelAnswer answer) {
        set(GenAi.RESPONSE_ID, answer.id());
        set(GenAi.RESPONSE_MODEL, answer.model());
        if (!answer.finishReasons().isEmpty()) {
            span.setAttribute(GenAi.FINISH_REASONS, answer.finishReasons());
        }
        set(GenAi.OUTPUT_MESSAGES, answer.messages());
    }

    /** Where another target than the first was the one that answered. */
    public void answeredBy(ProviderModel model) {
        span.setAttribute(GenAi.PROVIDER, model.provider());
        span.setAttribute(GenAi.RESPONSE_MODEL, model.model());
    }

    /** The answer was given before. */
    public void cached(String how) {
        span.setAttribute(GenAi.CACHE, how);
    }

    public void failed(UpstreamFailure failure) {
        span.setAttribute(GenAi.FAILURE, name(failure));
        failed(failure.code());
    }

    public void failed(ErrorCode code) {
        span.setAttribute(GenAi.ERROR, code.code());
        span.setStatus(StatusCode.ERROR);
    }

    /** One target has failed, and another may answer. */
    public synchronized void attemptFailed(ProviderModel model, UpstreamFailure failure) {
        if (isRecording()) {
            failed.add(model.provider() + "/" + model.model() + ": " + name(failure));
            span.setAttribute(GenAi.FAILED, List.copyOf(failed));
        }
    }

    public void end() {
        span.end();
    }

    private void set(AttributeKey<String> key, String value) {
        if (value != null) {
            span.setAttribute(key, value);
        }
    }

    private static String name(UpstreamFailure failure) {
        return failure.kind().name().toLowerCase(Locale.ROOT);
    }
}
