package io.focusforge.ai.request;

import static io.focusforge.ai.request.Rule.require;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Set;

/** What a message must have. One that no provider could read is refused here, where it costs nothing and the field can be named. */
public final class ChatMessages {
    private static final int MOST_MESSAGES = 10_000;
    private static final String TOO_MANY = "may hold %d messages".formatted(MOST_MESSAGES);
    private static final int MOST_PARTS = 2_048;
    private static final int MOST_CALLS = 1_024;
    private static final Rule CALL_ID = Rule.string(512);

    private static final Set<String> ROLES = Set.of("system", "developer", "user", "assistant", "tool", "function");
    /** Their message may say nothing: it calls tools, or what it says stands elsewhere. */
    private static final Set<String> MAY_BE_WITHOUT_CONTENT = Set.of("assistant", "function");

    private static final Rule CONTENT =
            Rule.stringOr(Rule.arrayOf(ContentPart::check, MOST_PARTS)).orNull();
    private static final Rule CALLS = Rule.arrayOf(Rule.object(), MOST_CALLS).orNull();

    private String role;
    private boolean content;
    private boolean callId;

    private ChatMessages() {}

    /** The parser stands at the value of {@code messages}, and is left at its end. */
    public static void checkAll(JsonParser json) throws IOException {
        require(json.currentToken() == JsonToken.START_ARRAY, "messages", "must be an array");
        var count = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            require(count < MOST_MESSAGES, "messages", TOO_MANY);
            check(count++, json);
        }
        require(count > 0, "messages", "must not be empty");
    }

    static void check(int index, JsonParser json) throws IOException {
        var field = "messages[" + index + ']';
        require(json.currentToken() == JsonToken.START_OBJECT, field, "must be an object with role and content");
        new ChatMessages().read(field, json);
    }

    private void read(String field, JsonParser json) throws IOException {
        while (json.nextToken() != JsonToken.END_OBJECT) {
            var name = json.currentName();
            json.nextToken();
            readField(field + "." + name, name, json);
        }
        require(role != null, field + ".role", "is missing");
        require(content || MAY_BE_WITHOUT_CONTENT.contains(role), field + ".content", "is missing");
        require(callId || !role.equals("tool"), field + ".tool_call_id", "is missing");
    }

    private void readField(String field, String name, JsonParser json) throws IOException {
        switch (name) {
            case "role" -> readRole(field, json);
            case "content" -> {
                content = json.currentToken() != JsonToken.VALUE_NULL;
                CONTENT.check(field, json);
            }
            case "tool_call_id" -> {
                CALL_ID.check(field, json);
                callId = true;
            }
            case "tool_calls" -> CALLS.check(field, json);
            default -> json.skipChildren();
        }
    }

    private void readRole(String field, JsonParser json) throws IOException {
        Rule.string().check(field, json);
        role = json.getText();
        require(ROLES.contains(role), field, "must be one of system, developer, user, assistant, tool, function");
    }
}
