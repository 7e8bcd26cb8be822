package io.focusforge.ai.guard;

import com.fasterxml.jackson.core.JsonParseException;
import io.focusforge.ai.chat.AnswerSink;
import io.focusforge.ai.chat.ChatCall;
import io.focusforge.ai.chat.ChatLayer;
import io.focusforge.ai.chat.ChatModel;
import io.focusforge.ai.pii.Restoring;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;

/**
 * Masks personal data before anything else sees the prompt: neither the cache nor a provider gets it, and an answer of the cache is for
 * whoever asks the same with other names.
 */
@ApplicationScoped
@Priority(ChatLayer.LIMITS + 800)
class MaskingLayer implements ChatLayer {
    private static final String HEADER = "x-focusforge-masked";

    private final PromptMasking prompts;

    MaskingLayer(PromptMasking prompts) {
        this.prompts = prompts;
    }

    @Override
    public void answer(ChatCall call, AnswerSink client, ChatModel inner) {
        var guardrails = prompts.of(call.caller());
        if (guardrails.mask() == Masking.OFF) {
            inner.answer(call, client);
            return;
        }
        var masked = prompts.mask(call.request().body(), guardrails);
        call.report().header(HEADER, Integer.toString(masked.masks().size()));
        var hidden = masked.masks().size() == 0 ? call : with(masked.body(), call);
        if (hidden == call || guardrails.mask() == Masking.MASK) {
            inner.answer(hidden, client);
        } else {
            Restoring.around(client, masked.masks(), call.request().isStream(), sink -> inner.answer(hidden, sink));
        }
    }

    static ChatCall with(byte[] body, ChatCall call) {
        try {
            return call.with(call.request().withBody(body));
        } catch (JsonParseException e) {
            throw new UncheckedIOException(e);
        }
    }
}
