package io.focusforge.ai.chat;

import io.focusforge.ai.provider.AnswerReader;
import io.focusforge.ai.provider.BoundedBody;
import io.focusforge.ai.provider.UpstreamFailure;
import io.focusforge.ai.provider.UpstreamFailure.Kind;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
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
        return BoundedBody.read(response).compose(this::check);
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
            return Future.failedFuture(new UpstreamFailure(Kind.BROKEN, "no JSON: " + e.getMessage()));
        }
    }
}
