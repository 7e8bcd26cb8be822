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

    /** @throws ProblemException before the first event only */
    void of(ChatCall call, ChatModel model) {
        try {
            model.answer(call, this);
            tellCost(call);
            send(writer.end());
        } catch (ProblemException e) {
            fail(call, e.code(), e);
        } catch (RuntimeException e) {
            LOG.error("A response broke off", e);
            fail(call, ErrorCode.INTERNAL_ERROR, e);
        }
        client.end();
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

    private void fail(ChatCall call, ErrorCode code, RuntimeException failure) {
        if (!client.hasBegun()) {
            throw failure;
        }
        tellCost(call);
        var text = failure instanceof ProblemException ? failure.getMessage() : "Something went wrong on our side.";
        send(writer.fail(code.code(), text));
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
