package io.focusforge.memory.messages;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A message as it is kept and shown; what it has not is left out.
 *
 * @param seq its number in the conversation, from 1 on, without gaps
 * @param parent the message that it answers; the one before it when left out
 * @param tokens how many tokens it takes in a prompt, its role and name included
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Message(
        UUID id,
        int seq,
        Role role,
        @JsonInclude(JsonInclude.Include.ALWAYS) String content,
        String name,
        List<ToolCall> toolCalls,
        String toolCallId,
        UUID parent,
        boolean pinned,
        Map<String, Object> metadata,
        int tokens,
        Instant createdAt) {
    /** Whether every context has it. */
    public boolean isKept() {
        return pinned || role == Role.SYSTEM;
    }
}
