package io.focusforge.ai.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.focusforge.ai.request.RequestJson;
import java.util.ArrayList;
import java.util.List;

/** The events of one response, numbered in their order. */
final class EventLog {
    private List<ObjectNode> fresh = new ArrayList<>();
    private int next;

    ObjectNode of(String type) {
        var event = RequestJson.newObject().put("type", type).put("sequence_number", next++);
        fresh.add(event);
        return event;
    }

    /** Those since the last time. */
    List<ObjectNode> take() {
        var taken = fresh;
        fresh = new ArrayList<>();
        return taken;
    }

    void added(OutputItem item) {
        of("response.output_item.added")
                .put("output_index", item.index())
                .set("item", item.json(OutputItem.IN_PROGRESS));
        if (item instanceof OutputItem.Message message) {
            ofContent("response.content_part.added", message).set("part", message.part(""));
        }
    }

    void said(OutputItem.Message message, String delta) {
        var event = ofContent("response.%s.delta".formatted(message.kind()), message)
                .put("delta", delta);
        withLogprobs(event, message);
    }

    void argued(OutputItem.Call call, String delta) {
        ofItem("response.function_call_arguments.delta", call).put("delta", delta);
    }

    void done(OutputItem item) {
        switch (item) {
            case OutputItem.Message message -> {
                var said = message.text().toString();
                var event = ofContent("response.%s.done".formatted(message.kind()), message)
                        .put(message.field(), said);
                withLogprobs(event, message);
                ofContent("response.content_part.done", message).set("part", message.part(said));
            }
            case OutputItem.Call call ->
                ofItem("response.function_call_arguments.done", call)
                        .put("name", call.name())
                        .put("arguments", call.arguments().toString());
        }
        of("response.output_item.done").put("output_index", item.index()).set("item", item.json(OutputItem.COMPLETED));
    }

    private static void withLogprobs(ObjectNode event, OutputItem.Message message) {
        if (!message.refusal()) {
            event.putArray("logprobs");
        }
    }

    private ObjectNode ofContent(String type, OutputItem.Message message) {
        return ofItem(type, message).put("content_index", 0);
    }

    private ObjectNode ofItem(String type, OutputItem item) {
        return of(type).put("item_id", item.id()).put("output_index", item.index());
    }
}
