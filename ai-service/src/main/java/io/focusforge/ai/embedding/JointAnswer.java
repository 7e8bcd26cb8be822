package io.focusforge.ai.embedding;

import io.focusforge.ai.embedding.ExternalAttempt.Answered;
import io.focusforge.ai.usage.TokenUsage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;

/** What came back for several calls, divided among them. */
record JointAnswer(Answered answered, VectorForm form, List<EmbeddingCall> calls) {
    /** @param counter what is counted of a call here: by that the provider's count is divided, to the last token */
    List<EmbeddingCall.Answer> parts(ToLongFunction<EmbeddingCall> counter) {
        var answer = answered.answer();
        var alone = calls.size() == 1 && answer.promptTokens() >= 0;
        var counts = calls.stream().mapToLong(alone ? call -> 1 : counter).toArray();
        var all = Math.max(1, Arrays.stream(counts).sum());
        var total = answer.promptTokens() < 0 ? all : answer.promptTokens();
        var parts = new ArrayList<EmbeddingCall.Answer>(calls.size());
        var texts = 0;
        var counted = 0L;
        for (var i = 0; i < counts.length; i++) {
            var to = texts + calls.get(i).texts();
            var tokens = share(total, counted + counts[i], all) - share(total, counted, all);
            parts.add(part(answer.slice(texts, to), new TokenUsage(tokens, 0, answer.promptTokens() < 0)));
            texts = to;
            counted += counts[i];
        }
        return parts;
    }

    private EmbeddingCall.Answer part(List<byte[]> vectors, TokenUsage tokens) {
        var model = answered.answer().model() == null
                ? answered.target().model()
                : answered.answer().model();
        var body = ExternalBodies.answer(vectors, form, model, tokens.prompt());
        return new EmbeddingCall.Answer(body, answered.target(), tokens);
    }

    private static long share(long total, long part, long whole) {
        return Math.round((double) total * part / whole);
    }
}
