package io.focusforge.ai.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.ai.provider.AnswerReader;
import io.focusforge.ai.provider.UpstreamFailure;
import io.focusforge.ai.provider.UpstreamFailure.Kind;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.parsetools.RecordParser;
import org.jboss.logging.Logger;

/** Hands a stream on to the client as it arrives, no faster than the client reads, and reads its tokens on the way. */
final class StreamedAnswer implements AnswerReader<Void> {
    private static final Logger LOG = Logger.getLogger(StreamedAnswer.class);
    private static final int LONGEST_LINE = 4 * 1024 * 1024;
    private static final String DATA = "data:";

    private final EventStream client;
    private final AnswerTokens tokens;

    StreamedAnswer(EventStream client, AnswerTokens tokens) {
        this.client = client;
        this.tokens = tokens;
    }

    @Override
    public boolean isStream() {
        return true;
    }

    @Override
    public boolean hasBegun() {
        return client.hasBegun();
    }

    @Override
    public Future<Void> read(HttpClientResponse response) {
        Promise<Void> done = Promise.promise();
        response.exceptionHandler(e -> done.tryFail(new UpstreamFailure(Kind.BROKEN, "cut off: " + e)));
        var type = String.valueOf(response.getHeader(HttpHeaders.CONTENT_TYPE));
        if (!type.startsWith("text/event-stream")) {
            return Future.failedFuture(new UpstreamFailure(Kind.BROKEN, "asked for a stream, got " + type));
        }
        var lines = RecordParser.newDelimited("\n", this::readLine).maxRecordSize(LONGEST_LINE);
        lines.exceptionHandler(e -> done.tryFail(new UpstreamFailure(Kind.BROKEN, String.valueOf(e))));
        response.endHandler(end -> done.tryComplete());
        response.handler(chunk -> {
            lines.handle(chunk);
            client.write(chunk);
            if (!client.hasRoom(response::resume)) {
                response.pause();
            }
        });
        return done.future();
    }

    private void readLine(Buffer line) {
        var text = line.toString().strip();
        if (!text.startsWith(DATA) || text.endsWith(EventStream.DONE)) {
            return;
        }
        try {
            JsonNode chunk = WholeAnswer.JSON.readValue(text.substring(DATA.length()));
            tokens.add(chunk);
        } catch (JsonProcessingException e) {
            LOG.debugf("A chunk that is no JSON was handed on: %s", e.getOriginalMessage());
        }
    }
}
