package io.focusforge.ai.chat;

import io.focusforge.ai.provider.AnswerReader;
import io.focusforge.ai.provider.BoundedBody;
import io.focusforge.ai.provider.UpstreamFailure;
import io.focusforge.ai.provider.UpstreamFailure.Kind;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import java.io.IOException;
import java.util.OptionalLong;

/** Reads an answer in one piece, and makes sure that it is one JSON object. */
final class WholeAnswer implements AnswerReader<Buffer> {
    private final AnswerTokens tokens;

    WholeAnswer(AnswerTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public Future<Buffer> read(HttpClientResponse response) {
        // heard by the body's reader later; without one, a cancelled answer would be an error in the log
        response.exceptionHandler(e -> {});
        var type = response.getHeader(HttpHeaders.CONTENT_TYPE);
        return type == null || type.contains("json")
                ? BoundedBody.read(response).compose(this::check)
                : Future.failedFuture(new UpstreamFailure(Kind.BROKEN, "asked for JSON, got " + type));
    }

    @Override
    public OptionalLong tokensUsed() {
        return tokens.reported();
    }

    private Future<Buffer> check(Buffer body) {
        try {
            var bytes = body.getBytes();
            if (tokens.add(bytes, 0, bytes.length)) {
                return tokens.isError()
                        ? Future.failedFuture(new UpstreamFailure(Kind.SERVER_ERROR, "an error with status 2xx"))
                        : Future.succeededFuture(body);
            }
            return Future.failedFuture(new UpstreamFailure(Kind.BROKEN, "the answer is not one JSON object"));
        } catch (IOException e) {
            return Future.failedFuture(new UpstreamFailure(Kind.BROKEN, "the answer is no JSON", e.getMessage()));
        }
    }
}
