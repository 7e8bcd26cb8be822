package io.focusforge.ai.guard;

import io.focusforge.ai.chat.AnswerSink;
import io.focusforge.ai.chat.ChatCall;
import io.focusforge.ai.chat.ChatLayer;
import io.focusforge.ai.chat.ChatModel;
import io.focusforge.ai.step.Step;
import io.focusforge.common.prompt.Spotlight;
import io.vertx.core.Future;
import jakarta.annotation.Priority;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/**
 * Marks what the caller calls untrusted, and what tools returned if the tenant wants it. It comes behind the cache: the boundary is another
 * for each call, and the question is the same.
 */
@Singleton
@Priority(ChatLayer.LIMITS + 200)
class MarkingLayer implements ChatLayer {
    private static final byte[] EXTENSION = ('"' + PromptReader.EXTENSION + '"').getBytes(StandardCharsets.US_ASCII);
    private static final Set<String> TOOLS = Set.of("tool", "function");

    private final GuardBook book;

    MarkingLayer(GuardBook book) {
        this.book = book;
    }

    @Override
    public Future<Void> answer(ChatCall call, AnswerSink client, ChatModel inner) {
        return book.of(call.caller().tenant())
                .compose(guardrails -> Step.over(
                        call.request().body().length, () -> markedIfWanted(call, guardrails.markToolResults())))
                .compose(marked -> inner.answer(marked, client));
    }

    private static ChatCall markedIfWanted(ChatCall call, boolean toolsToo) {
        return toolsToo || holdsExtension(call.request().body()) ? marked(call, toolsToo) : call;
    }

    private static ChatCall marked(ChatCall call, boolean toolsToo) {
        var body = call.request().body();
        var spotlight = Spotlight.random();
        var splice = new Splice(body);
        for (var text : PromptReader.texts(body)) {
            if (text.extension() != null) {
                splice.withoutMember(text.extension().span());
            }
            if (text.isUntrusted() || toolsToo && TOOLS.contains(text.role())) {
                splice.text(text.span(), spotlight.mark(text.text()));
            }
        }
        return splice.isEmpty() ? call : MaskingLayer.with(splice.bytes(), call);
    }

    /** Most bodies hold none, and are not read for it. */
    private static boolean holdsExtension(byte[] body) {
        for (var i = 0; i <= body.length - EXTENSION.length; i++) {
            if (body[i] == '"' && body[i + 1] == EXTENSION[1] && holdsExtension(body, i)) {
                return true;
            }
        }
        return false;
    }

    private static boolean holdsExtension(byte[] body, int from) {
        return Arrays.equals(body, from, from + EXTENSION.length, EXTENSION, 0, EXTENSION.length);
    }
}
