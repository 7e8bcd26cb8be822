package io.focusforge.ai.pii;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** The ends of pieces of a stream that may be beginnings of placeholders, by the text that they belong to. Not safe for threads. */
final class HeldBack {
    private static final String ARGUMENTS = "arguments";

    private final Placeholders placeholders;
    private final Map<Text, String> waiting = new LinkedHashMap<>();

    /**
     * One of the texts of a stream.
     *
     * @param call the number of the call whose arguments it is, else -1
     */
    private record Text(int choice, String name, int call) {}

    HeldBack(Placeholders placeholders) {
        this.placeholders = placeholders;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    void forget() {
        waiting.clear();
    }

    /** Puts back what a chunk of the stream holds; what waits goes out with the chunk that ends its choice. */
    void restore(ObjectNode chunk) {
        for (var i = 0; i < chunk.path("choices").size(); i++) {
            if (chunk.path("choices").get(i) instanceof ObjectNode choice) {
                restoreChoice(choice.path("index").asInt(i), choice);
            }
        }
        chunk.properties().stream()
                .filter(member -> !member.getKey().equals("choices"))
                .forEach(member ->
                        Trees.change(member.getValue(), "", (path, name, text) -> placeholders.restored(text, false)));
    }

    /** What has waited in vain, as choices of a chunk. */
    ArrayNode choices() {
        var choices = JsonNodeFactory.instance.arrayNode();
        waiting.keySet().stream().map(Text::choice).distinct().toList().forEach(index -> {
            var choice = choices.addObject().put("index", index);
            giveBack(index, choice);
        });
        return choices;
    }

    private void restoreChoice(int index, ObjectNode choice) {
        var delta = choice.path("delta");
        piece(choice, new Text(index, "text", -1));
        if (delta instanceof ObjectNode said) {
            said.properties().stream()
                    .filter(member -> member.getValue().isTextual())
                    .map(Map.Entry::getKey)
                    .toList()
                    .forEach(name -> piece(said, new Text(index, "delta/" + name, -1)));
            var position = 0;
            for (var call : said.path("tool_calls")) {
                if (call.path("function") instanceof ObjectNode function) {
                    piece(
                            function,
                            new Text(index, ARGUMENTS, call.path("index").asInt(position)));
                }
                position++;
            }
        }
        if (choice.hasNonNull("finish_reason")) {
            giveBack(index, choice);
        }
    }

    private void piece(ObjectNode parent, Text text) {
        var name = text.name().substring(text.name().indexOf('/') + 1);
        if (!parent.path(name).isTextual()) {
            return;
        }
        var before = waiting.remove(text);
        var whole = before == null
                ? parent.get(name).textValue()
                : before + parent.get(name).textValue();
        var end = placeholders.beginning(whole);
        if (end < whole.length()) {
            waiting.put(text, whole.substring(end));
        }
        parent.put(
                name, placeholders.restored(whole.substring(0, end), text.name().equals(ARGUMENTS)));
    }

    private void giveBack(int index, ObjectNode choice) {
        var ended =
                waiting.keySet().stream().filter(text -> text.choice() == index).toList();
        ended.forEach(text -> append(choice, text, waiting.remove(text)));
    }

    private static void append(ObjectNode choice, Text text, String rest) {
        if (text.name().equals("text")) {
            choice.put("text", choice.path("text").asText("") + rest);
            return;
        }
        var delta = choice.path("delta") instanceof ObjectNode there ? there : choice.putObject("delta");
        if (text.call() < 0) {
            var name = text.name().substring("delta/".length());
            delta.put(name, delta.path(name).asText("") + rest);
        } else {
            appendArguments(delta, text.call(), rest);
        }
    }

    private static void appendArguments(ObjectNode delta, int call, String rest) {
        for (JsonNode there : delta.path("tool_calls")) {
            if (there.path("index").asInt(-1) == call && there.path("function") instanceof ObjectNode function) {
                function.put(ARGUMENTS, function.path(ARGUMENTS).asText("") + rest);
                return;
            }
        }
        var calls = delta.path("tool_calls") instanceof ArrayNode there ? there : delta.putArray("tool_calls");
        calls.addObject().put("index", call).putObject("function").put(ARGUMENTS, rest);
    }
}
