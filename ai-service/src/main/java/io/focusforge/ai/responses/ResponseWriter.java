package io.focusforge.ai.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Turns the answer of a chat completion, whole or chunk by chunk, into a response and the events that tell of it
 * (OpenAI API reference, "Responses: streaming events"). Of several choices the first counts. Not safe for threads.
 *
 * <pre>
 *   begin: created, in_progress
 *   take:  output_item.added, content_part.added, output_text.delta …, function_call_arguments.delta …
 *   end:   …done for all that is open, then completed, incomplete or failed
 * </pre>
 */
final class ResponseWriter {
    private final ResponseTemplate template;
    private final Supplier<String> ids;
    private final EventLog events = new EventLog();
    private final List<OutputItem> items = new ArrayList<>();
    private final List<ToolCall> calls = new ArrayList<>();
    private OutputItem.Message message;
    private JsonNode usage;
    private String model;
    private String finish = "";

    ResponseWriter(ResponseTemplate template, Supplier<String> ids) {
        this.template = template;
        this.ids = ids;
    }

    /** @param slot which of the model's calls it is, by the number that the model gave it */
    private record ToolCall(int slot, OutputItem.Call item) {}

    List<ObjectNode> begin() {
        events.of("response.created").set("response", template.withStatus(OutputItem.IN_PROGRESS));
        events.of("response.in_progress").set("response", template.withStatus(OutputItem.IN_PROGRESS));
        return events.take();
    }

    /** @param answer a whole completion, or a chunk of one */
    List<ObjectNode> take(JsonNode answer) {
        model = answer.path("model").asText(model);
        if (answer.path("usage").isObject()) {
            usage = answer.get("usage");
        }
        for (var choice : answer.path("choices")) {
            if (choice.path("index").asInt() == 0) {
                takeChoice(choice);
            }
        }
        return events.take();
    }

    List<ObjectNode> end() {
        closeMessage();
        calls.forEach(call -> events.done(call.item()));
        var response = response();
        events.of("response." + response.path("status").asText()).set("response", response);
        return events.take();
    }

    List<ObjectNode> fail(String code, String text) {
        var response = response().put("status", "failed");
        response.putObject("error").put("code", code).put("message", text);
        events.of("response.failed").set("response", response);
        return events.take();
    }

    /** What there is of the response until now. */
    ObjectNode response() {
        var reason =
                switch (finish) {
                    case "length" -> "max_output_tokens";
                    case "content_filter" -> "content_filter";
                    default -> null;
                };
        var status = reason == null ? OutputItem.COMPLETED : "incomplete";
        var response = template.withStatus(status);
        items.forEach(item -> response.withArray("output").add(item.json(status)));
        if (reason != null) {
            response.putObject("incomplete_details").put("reason", reason);
        }
        if (model != null) {
            response.put("model", model);
        }
        response.set("usage", usage == null ? null : ResponseTemplate.usage(usage));
        return response;
    }

    private void takeChoice(JsonNode choice) {
        var said = choice.has("message") ? choice.get("message") : choice.path("delta");
        say(said.path("content"), false);
        say(said.path("refusal"), true);
        var position = 0;
        for (var call : said.path("tool_calls")) {
            takeCall(call.path("index").asInt(position++), call);
        }
        finish = choice.path("finish_reason").asText(finish);
    }

    private void say(JsonNode text, boolean refusal) {
        if (!text.isTextual() || text.textValue().isEmpty()) {
            return;
        }
        if (message == null || message.refusal() != refusal) {
            closeMessage();
            message = new OutputItem.Message("msg_" + ids.get(), items.size(), refusal, new StringBuilder());
            items.add(message);
            events.added(message);
        }
        message.text().append(text.textValue());
        events.said(message, text.textValue());
    }

    private void takeCall(int slot, JsonNode call) {
        var function = call.path("function");
        var item = known(slot, call.path("id").asText(""));
        if (item == null) {
            closeMessage();
            item = new OutputItem.Call(
                    "fc_" + ids.get(),
                    items.size(),
                    call.hasNonNull("id") ? call.get("id").asText() : "call_" + ids.get(),
                    function.path("name").asText(),
                    new StringBuilder());
            items.add(item);
            calls.add(new ToolCall(slot, item));
            events.added(item);
        }
        var more = function.path("arguments").asText("");
        if (!more.isEmpty()) {
            item.arguments().append(more);
            events.argued(item, more);
        }
    }

    /** Some providers give every call the number 0, and tell them apart by their ids only. */
    private OutputItem.Call known(int slot, String id) {
        return calls.reversed().stream()
                .filter(call -> call.slot() == slot)
                .map(ToolCall::item)
                .filter(item -> id.isEmpty() || item.callId().equals(id))
                .findFirst()
                .orElse(null);
    }

    private void closeMessage() {
        if (message != null) {
            events.done(message);
            message = null;
        }
    }
}
