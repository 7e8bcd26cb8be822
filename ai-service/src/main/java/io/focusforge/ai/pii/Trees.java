package io.focusforge.ai.pii;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Answers as trees: they are looked into only when something has to be put back. */
final class Trees {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Trees() {}

    /** A text of a tree becomes another. */
    interface Change {
        /** @param path of names, and of the numbers that elements give themselves */
        String of(String path, String name, String text);
    }

    /** @return null when it is no JSON */
    static JsonNode read(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            return null;
        }
    }

    static byte[] write(JsonNode tree) {
        try {
            return JSON.writeValueAsBytes(tree);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String escaped(String text) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(text));
    }

    static void change(JsonNode tree, String path, Change change) {
        switch (tree) {
            case ObjectNode object ->
                object.properties().forEach(member -> {
                    var name = member.getKey();
                    var value = member.getValue();
                    if (value.isTextual()) {
                        member.setValue(text(value, change.of(path + "/" + name, name, value.textValue())));
                    } else {
                        change(value, path + "/" + name, change);
                    }
                });
            case ArrayNode array -> changeElements(array, path, change);
            default -> {}
        }
    }

    private static void changeElements(ArrayNode array, String path, Change change) {
        for (var i = 0; i < array.size(); i++) {
            var element = array.get(i);
            var place = path + "/" + element.path("index").asInt(i);
            if (element.isTextual()) {
                array.set(i, text(element, change.of(place, "", element.textValue())));
            } else {
                change(element, place, change);
            }
        }
    }

    private static JsonNode text(JsonNode before, String text) {
        return text.equals(before.textValue()) ? before : JsonNodeFactory.instance.textNode(text);
    }
}
