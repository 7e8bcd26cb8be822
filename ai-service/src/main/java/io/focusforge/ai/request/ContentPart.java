package io.focusforge.ai.request;

import static io.focusforge.ai.request.Rule.require;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** A part of a message's content: its kind, and that it holds what that kind is about. */
final class ContentPart {
    /** By kind, the field that must be there; the last three are other providers'. */
    private static final Map<String, String> HOLDS = Map.of(
            "text", "text",
            "image_url", "image_url",
            "input_audio", "input_audio",
            "file", "file",
            "refusal", "refusal",
            "video_url", "video_url",
            "audio_url", "audio_url",
            "thinking", "thinking");

    private ContentPart() {}

    static void check(String field, JsonParser json) throws IOException {
        require(json.currentToken() == JsonToken.START_OBJECT, field, "must be an object with a type");
        String type = null;
        Set<String> present = new HashSet<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            var name = json.currentName();
            if (json.nextToken() != JsonToken.VALUE_NULL) {
                present.add(name);
            }
            type = name.equals("type") ? type(field, json) : type;
            value(field + "." + name, name, json);
        }
        require(type != null, field + ".type", "is missing");
        require(present.contains(HOLDS.get(type)), field + "." + HOLDS.get(type), "is missing");
    }

    private static String type(String field, JsonParser json) throws IOException {
        Rule.string().check(field + ".type", json);
        var type = json.getText();
        require(
                HOLDS.containsKey(type),
                field + ".type",
                "is not known; it may be text, image_url, input_audio or file");
        return type;
    }

    private static void value(String field, String name, JsonParser json) throws IOException {
        if (name.equals("text")) {
            Rule.string().check(field, json);
        } else {
            json.skipChildren();
        }
    }
}
