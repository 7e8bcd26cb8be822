package io.focusforge.orchestrator.ask;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;

/** The request to a model, which grows by what the model said and what was wrong with it. */
final class Messages {
    private static final int SHOWN = 4_000;

    private final ObjectNode request;

    /** @throws io.focusforge.orchestrator.prompt.PromptException when the templates do not fit the data */
    Messages(ObjectMapper json, Question question, String model) {
        var step = question.step();
        this.request = json.createObjectNode();
        request.put("model", model);
        request.put("max_tokens", step.maxOutputTokens());
        request.put("temperature", step.temperature());
        request.putArray("messages");
        add("system", step.system().render(question.scope(), question.chain()::isForeign));
        add("user", step.prompt().render(question.scope(), question.chain()::isForeign));
        responseFormat(question);
    }

    private void responseFormat(Question question) {
        var format =
                request.putObject("response_format").put("type", "json_schema").putObject("json_schema");
        format.put("name", question.chain().name());
        format.put("strict", true);
        format.set("schema", question.schema());
    }

    private void add(String role, String content) {
        request.withArray("/messages").addObject().put("role", role).put("content", content);
    }

    void correct(String said, String errors) {
        add("assistant", said.length() > SHOWN ? said.substring(0, SHOWN) : said);
        add(
                "user",
                "That does not fit the schema: " + errors
                        + ". Answer again, with the whole JSON object and nothing else.");
    }

    Buffer body() {
        return Buffer.buffer(request.toString());
    }
}
