package io.focusforge.ai.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.ai.usage.TokenCounter;
import io.focusforge.ai.usage.TokenUsage;
import java.util.stream.Collectors;

/** Reads the tokens of an answer on its way to the client, and counts them where the provider does not. */
final class AnswerTokens {
    private static final int COUNTED_TEXT = 1024 * 1024;

    private final StringBuilder text = new StringBuilder();
    private TokenUsage reported;

    /** Takes a whole answer, or one chunk of a streamed one. */
    void add(JsonNode answer) {
        var usage = answer.path("usage");
        if (usage.path("prompt_tokens").isIntegralNumber()) {
            reported = new TokenUsage(
                    Math.max(0, usage.path("prompt_tokens").asLong()),
                    Math.max(0, usage.path("completion_tokens").asLong()),
                    false);
        }
        for (var choice : answer.path("choices")) {
            addText(choice.path("message").path("content"));
            addText(choice.path("delta").path("content"));
        }
    }

    /** @param messages the prompt, as JSON; read only when it has to be counted */
    TokenUsage total(byte[] messages, TokenCounter counter) {
        if (reported != null) {
            return reported;
        }
        var asked = ChatMessage.read(messages).stream().map(ChatMessage::text).collect(Collectors.joining("\n"));
        return new TokenUsage(counter.count(asked), counter.count(text.toString()), true);
    }

    private void addText(JsonNode content) {
        if (content.isTextual() && text.length() < COUNTED_TEXT) {
            text.append(content.asText());
        }
    }
}
