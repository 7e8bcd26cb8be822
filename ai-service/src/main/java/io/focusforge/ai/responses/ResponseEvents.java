package io.focusforge.ai.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.focusforge.ai.chat.AnswerSink;
import io.focusforge.ai.chat.ChatCall;
import io.focusforge.ai.chat.ChatModel;
import io.focusforge.ai.chat.EventStream;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.common.sse.SseEvent;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jboss.logging.Logger;

/** Takes the chunks of a chat completion and hands on the events of a response. What goes wrong after the first is said by the last. */
final class ResponseEvents implements AnswerSink {
    private static final Logger LOG = Logger.getLogger(ResponseEvents.class);
    private static final JsonMapper JSON = new JsonMapper();
    private static final String DATA = "data:";
    private static final String DONE = "[DONE]";

    private final ResponseWriter writer;
    private final EventStream client;

    ResponseEvents(ResponseWriter writer, EventStream client) {
        this.writer = writer;
        this.client = client;
    }

    /** Fails before the first event only. */
    Future<Void> of(ChatCall call, ChatModel model) {
        return model.answer(call, this)
                .map(answered -> {
                    tellCost(call);
                    send(writer.end());
                    return null;
                })
                .recover(failure -> client.hasBegun() ? broken(call, failure) : Future.failedFuture(failure))
                .map(said -> {
                    client.end();
                    return null;
                });
    }

    @Override
    public boolean hasBegun() {
        return client.hasBegun();
    }

    @Override
    public void write(Buffer frames) {
        if (!client.hasBegun()) {
            send(writer.begin());
        }
        frames.toString()
                .lines()
                .filter(line -> line.startsWith(DATA))
                .forEach(line -> take(line.substring(DATA.length())));
    }

    private void take(String data) {
        if (!data.strip().equals(DONE)) {
            try {
                send(writer.take(json(data.getBytes(StandardCharsets.UTF_8))));
            } catch (UncheckedIOException e) {
                LOG.debug("A frame that is no JSON was left out");
            }
        }
    }

    @Override
    public boolean hasRoom(Runnable whenDrained) {
        return client.hasRoom(whenDrained);
    }

    /** What a model wrote, which was read before. */
    static JsonNode json(byte[] text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Future<Object> broken(ChatCall call, Throwable failure) {
        tellCost(call);
        if (failure instanceof ProblemException problem) {
            send(writer.fail(problem.code().code(), problem.getMessage()));
        } else {
            LOG.error("A response broke off", failure);
            send(writer.fail(ErrorCode.INTERNAL_ERROR.code(), "Something went wrong on our side."));
        }
        return Future.succeededFuture();
    }

    private void tellCost(ChatCall call) {
        call.report().lateCost().ifPresent(client::tellCost);
    }

    private void send(List<ObjectNode> events) {
        if (!events.isEmpty()) {
            var frames = Buffer.buffer();
            events.forEach(event ->
                    frames.appendString(new SseEvent(null, event.path("type").asText(), event.toString()).encode()));
            client.write(frames);
        }
    }
}
