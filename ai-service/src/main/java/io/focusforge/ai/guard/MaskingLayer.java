package io.focusforge.ai.guard;

import com.fasterxml.jackson.core.JsonParseException;
import io.focusforge.ai.chat.AnswerSink;
import io.focusforge.ai.chat.ChatCall;
import io.focusforge.ai.chat.ChatLayer;
import io.focusforge.ai.chat.ChatModel;
import io.focusforge.ai.pii.Restoring;
import io.vertx.core.Future;
import jakarta.annotation.Priority;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;

/**
 * Masks personal data before anything else sees the prompt: neither the cache nor a provider gets it, and an answer of the cache is for
 * whoever asks the same with other names.
 */
@Singleton
@Priority(ChatLayer.LIMITS + 800)
class MaskingLayer implements ChatLayer {
    private static final String HEADER = "x-focusforge-masked";

    private final PromptMasking prompts;

    MaskingLayer(PromptMasking prompts) {
        this.prompts = prompts;
    }

    @Override
    public Future<Void> answer(ChatCall call, AnswerSink client, ChatModel inner) {
        return prompts.of(call.caller())
                .compose(guardrails -> guardrails.mask() == Masking.OFF
                        ? inner.answer(call, client)
                        : masked(call, guardrails, client, inner));
    }

    private Future<Void> masked(ChatCall call, Guardrails guardrails, AnswerSink client, ChatModel inner) {
        return prompts.mask(call.request().body(), guardrails).compose(masked -> {
            var masks = masked.masks();
            call.report().header(HEADER, Integer.toString(masks.size()));
            var hidden = masks.size() == 0 ? call : with(masked.body(), call);
            return hidden == call || guardrails.mask() == Masking.MASK
                    ? inner.answer(hidden, client)
                    : Restoring.around(client, masks, call.request().isStream(), sink -> inner.answer(hidden, sink));
        });
    }

    static ChatCall with(byte[] body, ChatCall call) {
        try {
            return call.with(call.request().withBody(body));
        } catch (JsonParseException e) {
            throw new UncheckedIOException(e);
        }
    }
}
