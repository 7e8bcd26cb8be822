package io.focusforge.ai.adapter;

/** Why an answer ended, in OpenAI's words. */
final class AnthropicStop {
    private AnthropicStop() {}

    static String finishReason(String stopReason) {
        return switch (stopReason) {
            case "max_tokens", "model_context_window_exceeded" -> "length";
            case "tool_use" -> "tool_calls";
            case "refusal" -> "content_filter";
            default -> "stop";
        };
    }
}
