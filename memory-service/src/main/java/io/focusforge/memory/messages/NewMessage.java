package io.focusforge.memory.messages;

import io.focusforge.common.problem.ProblemException;
import io.focusforge.memory.memories.PlainText;
import io.focusforge.memory.memories.Scalar;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The request to append a message.
 *
 * @param content text; empty only for an assistant that calls tools, and for what a tool answers
 * @param parent id of the message that it answers; the one before it when left out
 * @param pinned whether it stays in every context; not for calls of tools and their answers
 */
public record NewMessage(
        @NotNull Role role,
        @PlainText String content,
        @Size(min = 1, max = 64) @PlainText String name,
        @Size(max = 64) List<@NotNull @Valid ToolCall> toolCalls,
        @Size(min = 1, max = 128) @PlainText String toolCallId,
        UUID parent,
        Boolean pinned,
        @Size(max = 32) Map<@NotBlank @Size(max = 100) @PlainText String, @Scalar Object> metadata) {
    public static final int MAX_BYTES = 256 * 1024;

    public NewMessage {
        content = content == null ? "" : content;
        toolCalls = toolCalls == null ? List.of() : Collections.unmodifiableList(toolCalls);
        pinned = pinned != null && pinned;
        metadata = metadata == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(metadata));
    }

    /**
     * What no field can say alone.
     *
     * @param at where it is in the request, such as {@code messages[2].}
     * @throws ProblemException {@code invalid_request}
     */
    void check(String at) {
        require(bytes() <= MAX_BYTES, at + "content", "a message may have at most " + MAX_BYTES + " bytes");
        require(isPartOfExchange() || !content.isBlank(), at + "content", "must not be blank");
        require(role == Role.ASSISTANT || toolCalls.isEmpty(), at + "toolCalls", "only an assistant calls tools");
        require(
                (role == Role.TOOL) == (toolCallId != null),
                at + "toolCallId",
                "is what a tool's answer has, and no other message");
        require(!pinned || !isPartOfExchange(), at + "pinned", "a call of a tool and its answer cannot be pinned");
    }

    private boolean isPartOfExchange() {
        return role == Role.TOOL || !toolCalls.isEmpty();
    }

    private int bytes() {
        return toolCalls.stream().mapToInt(call -> bytes(call.arguments())).sum() + bytes(content);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static void require(boolean condition, String field, String message) {
        if (!condition) {
            throw ProblemException.invalid(field, message);
        }
    }
}
