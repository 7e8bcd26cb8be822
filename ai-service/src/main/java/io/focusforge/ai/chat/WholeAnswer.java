package io.focusforge.ai.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.focusforge.ai.provider.AnswerReader;
import io.focusforge.ai.provider.BoundedBody;
import io.focusforge.ai.provider.UpstreamFailure;
import io.focusforge.ai.provider.UpstreamFailure.Kind;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;

/** Reads an answer in one piece, and makes sure that it is JSON. */
final class WholeAnswer implements AnswerReader<String> {
    static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private final AnswerTokens tokens;

    WholeAnswer(AnswerTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public Future<String> read(HttpClientResponse response) {
        return BoundedBody.read(response).compose(this::check);
    }

    private Future<String> check(Buffer body) {
        var text = body.toString();
        try {
            JsonNode answer = JSON.readValue(text);
            if (answer.isObject()) {
                tokens.add(answer);
                return Future.succeededFuture(text);
            }
            return Future.failedFuture(new UpstreamFailure(Kind.BROKEN, "the answer is no JSON object"));
        } catch (JsonProcessingException e) {
            return Future.failedFuture(new UpstreamFailure(Kind.BROKEN, "no JSON: " + e.getOriginalMessage()));
        }
    }
}
