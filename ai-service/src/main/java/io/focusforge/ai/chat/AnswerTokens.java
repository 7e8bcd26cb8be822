package io.focusforge.ai.chat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.focusforge.ai.usage.TokenCounter;
import io.focusforge.ai.usage.TokenUsage;
import java.io.IOException;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * Reads what we need to know of an answer on its way to the client, in one pass and without a tree: its tokens, how it ended, and its
 * text, to be counted where the provider does not count.
 */
final class AnswerTokens {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int COUNTED_TEXT = 1024 * 1024;
    private static final String CONTENT_FILTER = "content_filter";

    private final StringBuilder text = new StringBuilder();
    private TokenUsage reported;
    private String finishReason;
    private boolean error;

    /**
     * Takes a whole answer, or one chunk of a streamed one.
     *
     * @return false when it is no JSON object
     * @throws IOException when it is no JSON
     */
    boolean add(byte[] json, int from, int to) throws IOException {
        try (var parser = JSON.createParser(json, from, to - from)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            object(parser, this::topLevel);
            return parser.nextToken() == null;
        }
    }

    /** Whether the provider reports an error in place of an answer. */
    boolean isError() {
        return error;
    }

    boolean isFinished() {
        return finishReason != null;
    }

    /** Whether the provider's content policy has cut the answer off. */
    boolean isFiltered() {
        return CONTENT_FILTER.equals(finishReason);
    }

    OptionalLong reported() {
        return reported == null ? OptionalLong.empty() : OptionalLong.of(reported.total());
    }

    /** What the provider says; null when it does not. */
    TokenUsage usage() {
        return reported;
    }

    /** How much of its text there is to be counted. */
    int length() {
        return text.length();
    }

    /** @param messages the prompt, as JSON; read only when it has to be counted */
    TokenUsage total(byte[] messages, TokenCounter counter) {
        if (reported != null) {
            return reported;
        }
        var asked = ChatMessage.read(messages).stream().map(ChatMessage::text).collect(Collectors.joining("\n"));
        return new TokenUsage(counter.count(asked), counter.count(text.toString()), true);
    }

    private interface Field {
        void read(String name, JsonParser parser) throws IOException;
    }

    private static void object(JsonParser parser, Field field) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = parser.currentName();
            parser.nextToken();
            field.read(name, parser);
        }
    }

    private void topLevel(String name, JsonParser parser) throws IOException {
        switch (name) {
            case "choices" -> choices(parser);
            case "usage" -> usage(parser);
            case "error" -> {
                error = parser.currentToken() != JsonToken.VALUE_NULL;
                parser.skipChildren();
            }
            default -> parser.skipChildren();
        }
    }

    private void choices(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            objectOrNothing(parser, this::choice);
        }
    }

    private void choice(String name, JsonParser parser) throws IOException {
        switch (name) {
            case "message", "delta" -> objectOrNothing(parser, this::message);
            case "text" -> message("content", parser);
            case "finish_reason" -> finishReason = parser.getValueAsString(finishReason);
            default -> parser.skipChildren();
        }
    }

    private void message(String name, JsonParser parser) throws IOException {
        if (name.equals("content") && parser.currentToken() == JsonToken.VALUE_STRING) {
            if (text.length() < COUNTED_TEXT) {
                text.append(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
            }
        } else {
            parser.skipChildren();
        }
    }

    private void usage(JsonParser parser) throws IOException {
        var counted = new long[] {-1, 0, 0};
        objectOrNothing(parser, (name, value) -> {
            var isCount = value.currentToken() == JsonToken.VALUE_NUMBER_INT;
            if (isCount && name.equals("prompt_tokens")) {
                counted[0] = Math.max(0, value.getValueAsLong());
            } else if (isCount && name.equals("completion_tokens")) {
                counted[1] = Math.max(0, value.getValueAsLong());
            } else if (name.equals("prompt_tokens_details")) {
                objectOrNothing(value, (detail, count) -> counted[2] = cached(detail, count, counted[2]));
            } else {
                value.skipChildren();
            }
        });
        if (counted[0] >= 0) {
            reported = new TokenUsage(counted[0], counted[2], counted[1], false);
        }
    }

    private static long cached(String detail, JsonParser count, long known) throws IOException {
        var isCount = detail.equals("cached_tokens") && count.currentToken() == JsonToken.VALUE_NUMBER_INT;
        count.skipChildren();
        return isCount ? count.getValueAsLong() : known;
    }

    private static void objectOrNothing(JsonParser parser, Field field) throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            object(parser, field);
        } else {
            parser.skipChildren();
        }
    }
}
