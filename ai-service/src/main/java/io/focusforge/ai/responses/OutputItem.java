package io.focusforge.ai.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.focusforge.ai.request.RequestJson;

/** Something that the model put out, while it is being put out and after. */
sealed interface OutputItem {
    String COMPLETED = "completed";
    String IN_PROGRESS = "in_progress";

    String id();

    int index();

    ObjectNode json(String status);

    /** What the model said, or why it does not. */
    record Message(String id, int index, boolean refusal, StringBuilder text) implements OutputItem {
        String kind() {
            return refusal ? "refusal" : "output_text";
        }

        /** The name of the field that holds what was said. */
        String field() {
            return refusal ? "refusal" : "text";
        }

        ObjectNode part(String said) {
            var part = RequestJson.newObject().put("type", kind()).put(field(), said);
            if (!refusal) {
                part.putArray("annotations");
                part.putArray("logprobs");
            }
            return part;
        }

        @Override
        public ObjectNode json(String status) {
            var item = RequestJson.newObject()
                    .put("id", id)
                    .put("type", "message")
                    .put("status", status)
                    .put("role", "assistant");
            var content = item.putArray("content");
            if (!text.isEmpty()) {
                content.add(part(text.toString()));
            }
            return item;
        }
    }

    /** A function that is to be called. */
    record Call(String id, int index, String callId, String name, StringBuilder arguments) implements OutputItem {
        @Override
        public ObjectNode json(String status) {
            return RequestJson.newObject()
                    .put("id", id)
                    .put("type", "function_call")
                    .put("status", status)
                    .put("call_id", callId)
                    .put("name", name)
                    .put("arguments", arguments.toString());
        }
    }
}
