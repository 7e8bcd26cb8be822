package io.focusforge.worker.inference;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What the model said, as it is kept and shown.
 *
 * @param truncated whether we cut it; absent when not
 * @param finishReason the provider's: {@code length} when {@code maxTokens} ended it
 * @param costMicros millionths of a dollar; absent where ai-service did not say
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record Answer(String text, Boolean truncated, String finishReason, Tokens tokens, Long costMicros) {
    /** Used for one answer, or for all of them. */
    @RegisterForReflection
    record Tokens(long prompt, long completion) {
        static final Tokens NONE = new Tokens(0, 0);

        Tokens plus(Tokens more) {
            return new Tokens(prompt + more.prompt, completion + more.completion);
        }
    }

    Answer costing(Long micros) {
        return new Answer(text, truncated, finishReason, tokens, micros);
    }

    /** Postgres keeps no U+0000, and half a character is none. */
    static Answer of(String text, String finishReason, Tokens tokens, int limit) {
        var clean = text.replace('\u0000', '\ufffd');
        if (clean.length() <= limit) {
            return new Answer(clean, null, finishReason, tokens, null);
        }
        var end = Character.isHighSurrogate(clean.charAt(limit - 1)) ? limit - 1 : limit;
        return new Answer(clean.substring(0, end), true, finishReason, tokens, null);
    }
}
