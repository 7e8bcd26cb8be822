package io.focusforge.ai.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.focusforge.ai.provider.AnswerReader;
import io.focusforge.ai.provider.UpstreamFailure;
import io.focusforge.ai.provider.UpstreamFailure.Kind;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import java.io.IOException;
import java.util.OptionalLong;

/** Hands a stream on to the client frame by frame as it arrives, no faster than the client reads, and reads its tokens on the way. */
final class StreamedAnswer implements AnswerReader<Buffer> {
    private final AnswerSink client;
    private final AnswerTokens tokens;
    private final SseFrames frames = new SseFrames(this::readData);
    private boolean clientIsSlow;
    private long lastProgress;
    private boolean done;
    private boolean garbled;

    StreamedAnswer(AnswerSink client, AnswerTokens tokens) {
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
    public long lastProgress() {
        return clientIsSlow ? System.nanoTime() : lastProgress;
    }

    @Override
    public OptionalLong tokensUsed() {
        return tokens.reported();
    }

    @Override
    public Future<Buffer> read(HttpClientResponse response) {
        Promise<Buffer> end = Promise.promise();
        response.exceptionHandler(e -> complete(end));
        var type = String.valueOf(response.getHeader(HttpHeaders.CONTENT_TYPE));
        if (!type.startsWith("text/event-stream")) {
            return Future.failedFuture(new UpstreamFailure(Kind.BROKEN, "asked for a stream, got " + type));
        }
        response.endHandler(ended -> complete(end));
        response.handler(chunk -> take(chunk, response, end));
        return end.future();
    }

    private void take(Buffer chunk, HttpClientResponse response, Promise<Buffer> end) {
        if (end.future().isComplete()) {
            return;
        }
        try {
            handOn(frames.add(chunk));
        } catch (Throwable failure) {
            end.tryFail(failure);
            return;
        }
        if (garbled || tokens.isError()) {
            end.tryFail(wrong(chunk));
            return;
        }
        clientIsSlow = !client.hasRoom(() -> resume(response));
        if (clientIsSlow) {
            response.pause();
        }
    }

    private UpstreamFailure wrong(Buffer chunk) {
        return garbled
                ? new UpstreamFailure(Kind.BROKEN, "a frame that is no JSON object")
                : new UpstreamFailure(Kind.SERVER_ERROR, "an error in the stream", excerpt(chunk));
    }

    private void resume(HttpClientResponse response) {
        lastProgress = System.nanoTime();
        clientIsSlow = false;
        response.resume();
    }

    /** Comments before the first token go nowhere: as long as nothing was written, another target can answer. */
    private void handOn(Buffer whole) {
        if (whole.length() > 0 && lastProgress != 0) {
            client.write(whole);
        }
    }

    /** Some providers end without the last blank line, or without {@code [DONE]}. */
    private void complete(Promise<Buffer> end) {
        if (end.future().isComplete()) {
            return;
        }
        if (!done && (tokens.isFinished() || frames.rest().endsWith(EventStream.DONE))) {
            handOn(EventStream.frame(EventStream.DONE));
            done = true;
        }
        if (done) {
            end.tryComplete();
        } else {
            end.tryFail(new UpstreamFailure(Kind.BROKEN, "the stream was cut off"));
        }
    }

    private boolean readData(byte[] bytes, int from, int to) {
        if (done) {
            return false;
        }
        lastProgress = System.nanoTime();
        if (isDone(bytes, from, to)) {
            done = true;
            return true;
        }
        try {
            garbled = !tokens.add(bytes, from, to);
        } catch (IOException e) {
            garbled = true;
        }
        return !garbled && !tokens.isError();
    }

    private static boolean isDone(byte[] bytes, int from, int to) {
        return to - from < 16
                && new String(bytes, from, to - from, UTF_8).strip().equals(EventStream.DONE);
    }

    /** From the error on: what was said before it is the client's. */
    private static String excerpt(Buffer chunk) {
        var text = chunk.toString(UTF_8);
        var from = Math.max(0, text.indexOf("\"error\""));
        return text.substring(from, Math.min(text.length(), from + 500));
    }
}
