package io.focusforge.ai.cache;

import java.util.Optional;

/**
 * The last user message of a request, and the hash of everything else: model, parameters, and the messages around it have to be
 * equal, whatever the question is.
 */
record Question(String text, Hash rest) {
    private static final int LONGEST = 8_192;
    private static final byte[] MESSAGES = CanonicalRequest.quoted("messages");
    private static final byte[] ROLE = CanonicalRequest.quoted("role");
    private static final byte[] USER = CanonicalRequest.quoted("user");
    private static final byte[] CONTENT = CanonicalRequest.quoted("content");
    private static final byte[] TEXT = CanonicalRequest.quoted("text");

    /** @return empty when the last user message is not one text, or a long one */
    static Optional<Question> of(CanonicalRequest request) {
        var json = request.json();
        var content = lastUserContent(json);
        var text = content < 0 ? -1 : text(json, content);
        if (text < 0 || json.to(text) - json.from(text) > LONGEST) {
            return Optional.empty();
        }
        return Optional.of(new Question(new JsonString(json, text).value(), request.hashWithout(text)));
    }

    private static int lastUserContent(JsonTape json) {
        var messages = json.member(0, MESSAGES);
        var content = -1;
        for (var message = messages + 1;
                messages >= 0 && message < json.after(messages);
                message = json.after(message)) {
            var role = json.member(message, ROLE);
            content = role >= 0 && json.is(role, USER) ? json.member(message, CONTENT) : content;
        }
        return content;
    }

    /** The text itself, or that of the only part. */
    private static int text(JsonTape json, int content) {
        var first = json.first(content);
        if (first == '[' && content + 1 < json.after(content) && json.after(content + 1) == json.after(content)) {
            var text = json.member(content + 1, TEXT);
            return text >= 0 && json.first(text) == '"' ? text : -1;
        }
        return first == '"' ? content : -1;
    }
}
