package io.focusforge.orchestrator.chain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.focusforge.common.prompt.Spotlight;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds the request to the model. What users wrote goes into the prompt as JSON in which no angle bracket is left, so that it cannot
 * end the mark-up that delimits it; what was retrieved stands between marks besides.
 */
@ApplicationScoped
class Prompts {
    private final ObjectMapper json;

    Prompts(ObjectMapper json) {
        this.json = json;
    }

    Buffer request(Chain chain, JsonNode input) {
        var data = data(input, chain.file().retrieved());
        var request = json.createObjectNode();
        request.put("model", chain.file().model());
        request.put("max_tokens", chain.file().limits().maxOutputTokens());
        request.put("temperature", 0);
        var messages = request.putArray("messages");
        messages.addObject().put("role", "system").put("content", chain.system().render(data));
        messages.addObject().put("role", "user").put("content", chain.user().render(data));
        responseFormat(request, chain);
        return Buffer.buffer(request.toString());
    }

    private static void responseFormat(ObjectNode request, Chain chain) {
        var format =
                request.putObject("response_format").put("type", "json_schema").putObject("json_schema");
        format.put("name", chain.name());
        format.put("strict", true);
        format.set("schema", chain.outputSchema());
    }

    private static Map<String, Object> data(JsonNode input, List<String> retrieved) {
        var spotlight = Spotlight.random();
        var data = new HashMap<String, Object>();
        input.properties().forEach(field -> {
            var text = harmless(field.getValue());
            data.put(field.getKey(), retrieved.contains(field.getKey()) ? spotlight.mark(text) : text);
        });
        return data;
    }

    private static String harmless(JsonNode value) {
        var text = value.isTextual() ? value.textValue() : value.toString();
        return text.replace("<", "\\u003c").replace(">", "\\u003e");
    }
}
