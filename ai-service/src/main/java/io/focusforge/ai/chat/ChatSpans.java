package io.focusforge.ai.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.focusforge.ai.provider.ProviderModel;
import io.focusforge.ai.provider.UpstreamFailure;
import io.focusforge.ai.step.Step;
import io.focusforge.ai.telemetry.ContentWishes;
import io.focusforge.ai.telemetry.ContentWishes.Shown;
import io.focusforge.ai.telemetry.Messages;
import io.focusforge.ai.telemetry.ModelAnswer;
import io.focusforge.ai.telemetry.ModelSpan;
import io.focusforge.ai.telemetry.ModelSpans;
import io.focusforge.ai.usage.TokenUsage;
import io.focusforge.common.problem.ProblemException;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.util.function.Function;

/** A span for each attempt at a chat completion, and for an answer from the cache. Ask {@link #areOff} first: then it costs nothing. */
@Singleton
public class ChatSpans {
    /** What a frame has around its text, at most, in bytes for a character. */
    private static final int BYTES_A_CHARACTER = 64;

    private static final int LARGEST = 1024 * 1024;

    private final ModelSpans spans;
    private final ContentWishes wishes;

    ChatSpans(ModelSpans spans, ContentWishes wishes) {
        this.spans = spans;
        this.wishes = wishes;
    }

    public boolean areOff() {
        return spans.areOff();
    }

    /** Whether the tenant wants its prompts and answers to be seen. */
    Future<Boolean> mayBeQuoted(ChatCall call) {
        return shown(call).map(shown -> shown.ofAnswer() > 0);
    }

    /** @param attempt gets the sink that it has to write to */
    Future<Void> around(
            ChatCall call, ProviderModel target, AnswerSink client, Function<AnswerSink, Future<Void>> attempt) {
        var span = spans.begin(
                call.request().endpoint().operation(), target, call.caller().tenant());
        return span.isRecording()
                ? shown(call).compose(shown -> watch(span, call, client, shown, attempt))
                : attempt.apply(client);
    }

    /** An answer that was given before. It used nothing, and so has no tokens. */
    public void again(ChatCall call, ProviderModel model, String how, byte[] body) {
        if (spans.areOff()) {
            return;
        }
        var tenant = call.caller().tenant();
        var span = spans.again(call.request().endpoint().operation(), model, tenant);
        if (span.isRecording()) {
            span.cached(how);
            shown(call).onSuccess(shown -> {
                describe(span, call, shown);
                span.answered(answer(call, new String(body, UTF_8), shown));
                span.end();
            });
        }
    }

    private static Future<Void> watch(
            ModelSpan span, ChatCall call, AnswerSink client, Shown shown, Function<AnswerSink, Future<Void>> attempt) {
        var start = System.nanoTime();
        var before = call.report().spent().tokens();
        var sink = new SeenSink(client, Math.min(LARGEST, BYTES_A_CHARACTER * shown.ofAnswer()));
        span.attempt(call.report().attempts());
        describe(span, call, shown);
        return begun(span, sink, attempt).onComplete(ended -> {
            tell(span, ended.cause());
            if (sink.first() != 0) {
                span.firstChunk(call.request().isStream(), sink.first() - start);
                span.answered(answer(call, sink.seen(), shown));
            }
            span.used(since(before, call.report().spent().tokens()));
            span.end();
        });
    }

    /** What is sent out while it begins belongs to the span. */
    private static Future<Void> begun(ModelSpan span, AnswerSink sink, Function<AnswerSink, Future<Void>> attempt) {
        try (var scope = span.enter()) {
            return Step.of(() -> attempt.apply(sink));
        }
    }

    private static void tell(ModelSpan span, Throwable failure) {
        switch (failure) {
            case UpstreamFailure upstream -> span.failed(upstream);
            case ProblemException refusal -> span.failed(refusal.code());
            case null, default -> {}
        }
    }

    private static void describe(ModelSpan span, ChatCall call, Shown shown) {
        span.asked(call.request().isStream(), call.request().maxTokens());
        if (shown.ofPrompt() > 0) {
            span.prompt(Messages.ofPrompt(call.request().messages(), shown.ofPrompt()));
        }
    }

    private static ModelAnswer answer(ChatCall call, String sent, Shown shown) {
        return ModelAnswer.read(sent, call.request().isStream(), shown.ofAnswer());
    }

    private Future<Shown> shown(ChatCall call) {
        return wishes.of(call.caller().tenant());
    }

    private static TokenUsage since(TokenUsage before, TokenUsage now) {
        return new TokenUsage(
                now.prompt() - before.prompt(),
                now.cached() - before.cached(),
                now.completion() - before.completion(),
                now.estimated());
    }
}
