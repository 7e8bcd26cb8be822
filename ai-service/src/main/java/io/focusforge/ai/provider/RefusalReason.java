package io.focusforge.ai.provider;

import io.focusforge.ai.provider.UpstreamFailure.Kind;
import java.util.regex.Pattern;

/**
 * Why a provider says that a request is the client's fault. OpenAI and Azure say it by {@code error.code}; vLLM, Ollama, Anthropic
 * and others in the message only.
 */
final class RefusalReason {
    private static final Pattern CONTEXT_LENGTH = Pattern.compile(
            "context_length_exceeded|maximum context length|prompt is too long|exceeds? the (?:available |model's )?context",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern CONTENT_POLICY =
            Pattern.compile("\"(?:content_filter|content_policy_violation|ResponsibleAIPolicyViolation)\"");

    private RefusalReason() {}

    static Kind of(String body) {
        if (CONTEXT_LENGTH.matcher(body).find()) {
            return Kind.CONTEXT_LENGTH;
        }
        return CONTENT_POLICY.matcher(body).find() ? Kind.CONTENT_POLICY : Kind.REFUSED;
    }
}
