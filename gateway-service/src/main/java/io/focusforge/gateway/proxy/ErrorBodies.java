package io.focusforge.gateway.proxy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ExceededLimit;
import io.focusforge.common.problem.Problem;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.util.List;

/** The bodies of errors: problems, and under {@code /v1} what OpenAI's clients read. */
@ApplicationScoped
class ErrorBodies {
    private static final String OPENAI_API = "/v1/";

    private final ObjectMapper json;

    ErrorBodies(ObjectMapper json) {
        this.json = json;
    }

    record Body(String mediaType, Buffer bytes) {}

    Body render(String path, Refusal refusal, String traceId) {
        return path.startsWith(OPENAI_API)
                ? new Body("application/json", write(OpenAiError.of(refusal)))
                : new Body(
                        Problem.MEDIA_TYPE,
                        write(Problem.of(refusal.code(), refusal.detail(), traceId, List.of())
                                .exceeding(refusal.limit())));
    }

    private Buffer write(Object body) {
        try {
            return Buffer.buffer(json.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    record OpenAiError(Content error) {
        record Content(
                String message,
                String type,
                String code,
                String param,
                @JsonInclude(JsonInclude.Include.NON_NULL) ExceededLimit limit) {}

        static OpenAiError of(Refusal refusal) {
            var code = refusal.code();
            return new OpenAiError(new Content(refusal.detail(), type(code), code.code(), null, refusal.limit()));
        }

        private static String type(ErrorCode code) {
            return switch (code.status()) {
                case 401 -> "authentication_error";
                case 403 -> "permission_error";
                case 429 -> "rate_limit_error";
                default -> code.status() < 500 ? "invalid_request_error" : "server_error";
            };
        }
    }
}
