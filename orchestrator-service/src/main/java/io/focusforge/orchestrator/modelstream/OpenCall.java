package io.focusforge.orchestrator.modelstream;

import io.focusforge.common.problem.ErrorCode;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** One call. All of it happens on its context, so it needs no lock. */
final class OpenCall implements ModelCall {
    private static final Logger LOG = Logger.getLogger(OpenCall.class);
    private static final int OK = 200;
    private static final String DONE = "[DONE]";
    private static final String AWAY = "The model does not answer.";

    private final Vertx vertx;
    private final Context context;
    private final Listener listener;
    private final Frames frames = new Frames();
    private HttpClientRequest request;
    private HttpClientResponse response;
    private boolean paused;
    private boolean over;
    private long timer;
    private String model;
    private String finish;
    private Usage usage = Usage.UNKNOWN;

    OpenCall(Vertx vertx, Context context, Listener listener) {
        this.vertx = vertx;
        this.context = context;
        this.listener = listener;
    }

    void endWithin(Duration whole) {
        timer = vertx.setTimer(
                whole.toMillis(), late -> context.runOnContext(here -> lost(new TimeoutException("late"))));
    }

    void send(HttpClientRequest opened, Buffer body) {
        request = opened;
        if (over) {
            opened.reset();
            return;
        }
        opened.exceptionHandler(failure -> context.runOnContext(here -> lost(failure)));
        opened.send(body).onComplete(answered -> {
            if (answered.failed()) {
                lost(answered.cause());
            } else {
                hear(answered.result());
            }
        });
    }

    private void hear(HttpClientResponse answer) {
        response = answer;
        answer.exceptionHandler(failure -> lost(failure));
        if (answer.statusCode() != OK) {
            answer.body().onComplete(body -> refused(answer.statusCode(), body.result()));
            return;
        }
        answer.handler(this::read).endHandler(end -> lost(new IOException("the stream broke off")));
        if (paused) {
            answer.pause();
        }
    }

    private void read(Buffer bytes) {
        try {
            for (var data : frames.read(bytes)) {
                if (!over) {
                    take(data);
                }
            }
        } catch (IOException | RuntimeException e) {
            lost(e);
        }
    }

    private void take(String data) throws IOException {
        if (data.equals(DONE)) {
            if (close()) {
                listener.ended(model, finish, usage);
            }
            return;
        }
        var chunk = Chunk.read(data);
        if (chunk.error() != null || chunk.message() != null) {
            fail(new ModelFailure(code(chunk.error(), ErrorCode.MODEL_ERROR), AWAY));
            return;
        }
        model = chunk.model() == null ? model : chunk.model();
        finish = chunk.finish() == null ? finish : chunk.finish();
        if (chunk.promptTokens() > 0) {
            usage = new Usage(chunk.promptTokens(), chunk.answerTokens());
        }
        if (chunk.text() != null && !chunk.text().isEmpty()) {
            listener.text(chunk.text());
        }
    }

    private void refused(int status, Buffer body) {
        try {
            var said = Chunk.read(body == null ? "{}" : body.toString());
            var code = code(said.error(), status < 500 ? ErrorCode.INVALID_REQUEST : ErrorCode.MODEL_UNAVAILABLE);
            fail(new ModelFailure(code, said.message() == null || status >= 500 ? AWAY : said.message()));
        } catch (IOException e) {
            lost(e);
        }
    }

    void lost(Throwable failure) {
        if (!over) {
            LOG.warnf("A model's stream ended: %s", failure);
            fail(new ModelFailure(
                    failure instanceof TimeoutException ? ErrorCode.TIMEOUT : ErrorCode.MODEL_UNAVAILABLE, AWAY));
        }
    }

    private void fail(ModelFailure failure) {
        if (close()) {
            giveUp();
            listener.failed(failure);
        }
    }

    @Override
    public void pause() {
        paused = true;
        if (response != null && !over) {
            response.pause();
        }
    }

    @Override
    public void resume() {
        paused = false;
        if (response != null && !over) {
            response.resume();
        }
    }

    @Override
    public void cancel() {
        if (close()) {
            giveUp();
        }
    }

    private boolean close() {
        if (over) {
            return false;
        }
        over = true;
        vertx.cancelTimer(timer);
        if (response != null) {
            response.resume();
        }
        return true;
    }

    private void giveUp() {
        if (request != null) {
            request.reset();
        }
    }

    private static ErrorCode code(String text, ErrorCode otherwise) {
        return Arrays.stream(ErrorCode.values())
                .filter(code -> code.code().equals(text))
                .findFirst()
                .orElse(otherwise);
    }
}
