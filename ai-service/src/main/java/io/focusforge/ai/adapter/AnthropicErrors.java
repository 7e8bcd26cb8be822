package io.focusforge.ai.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.ai.provider.UpstreamFailure;
import io.focusforge.ai.provider.UpstreamFailure.Kind;

/** What an error means that comes in a stream, where there is no status (Anthropic API reference, "Errors"). */
final class AnthropicErrors {
    private AnthropicErrors() {}

    static UpstreamFailure inStream(JsonNode error) {
        var kind =
                switch (error.path("type").asText()) {
                    case "overloaded_error" -> Kind.OVERLOADED;
                    case "rate_limit_error" -> Kind.RATE_LIMITED;
                    case "invalid_request_error", "request_too_large" -> Kind.REFUSED;
                    case "authentication_error", "permission_error", "billing_error", "not_found_error" ->
                        Kind.MISCONFIGURED;
                    case "timeout_error" -> Kind.SLOW;
                    default -> Kind.SERVER_ERROR;
                };
        return new UpstreamFailure(kind, "an error in the stream", error.toString());
    }
}
