package io.focusforge.ai.chat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.focusforge.ai.extractive.Citation;
import io.focusforge.ai.extractive.Extract;
import io.focusforge.ai.usage.TokenUsage;
import java.util.List;

/** The JSON of one completion, whole or in chunks, as OpenAI writes it, with the additional field {@code citations}. */
record CompletionBodies(String id, String model, long created) {
    private static final String STOP = "stop";

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Body(
            String id,
            String object,
            long created,
            String model,
            List<Choice> choices,
            Tokens usage,
            List<Citation> citations) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Choice(
            int index,
            Text message,
            Text delta,
            @JsonProperty("finish_reason") String finishReason) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Text(String role, String content) {}

    record Tokens(
            @JsonProperty("prompt_tokens") long prompt,
            @JsonProperty("completion_tokens") long completion,
            @JsonProperty("total_tokens") long total) {
        static Tokens of(TokenUsage usage) {
            return new Tokens(usage.prompt(), usage.completion(), usage.total());
        }
    }

    Body whole(Extract extract, TokenUsage tokens) {
        var choice = new Choice(0, new Text("assistant", extract.text()), null, STOP);
        return new Body(id, "chat.completion", created, model, List.of(choice), Tokens.of(tokens), extract.citations());
    }

    Body first() {
        return chunk(new Choice(0, null, new Text("assistant", ""), null), null);
    }

    Body piece(String text) {
        return chunk(new Choice(0, null, new Text(null, text), null), null);
    }

    Body last(Extract extract) {
        return chunk(new Choice(0, null, new Text(null, null), STOP), extract.citations());
    }

    Body usage(TokenUsage tokens) {
        return new Body(id, "chat.completion.chunk", created, model, List.of(), Tokens.of(tokens), null);
    }

    private Body chunk(Choice choice, List<Citation> citations) {
        return new Body(id, "chat.completion.chunk", created, model, List.of(choice), null, citations);
    }
}
