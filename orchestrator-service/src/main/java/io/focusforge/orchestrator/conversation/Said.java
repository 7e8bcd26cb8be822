package io.focusforge.orchestrator.conversation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Map;
import java.util.UUID;

/**
 * The part of a message of memory-service that is used here.
 *
 * @param parent the message that it follows; null for the one before it
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Said(
        UUID id,
        int seq,
        String role,
        String content,
        UUID parent,
        boolean pinned,
        Map<String, Object> metadata,
        int tokens) {
    /** In the metadata of a message that follows none, though others were there before. */
    static final String ROOT = "root";

    static final String USER = "user";
    static final String SYSTEM = "system";
    static final String ASSISTANT = "assistant";

    boolean isFirst() {
        return seq == 1 || metadata != null && Boolean.TRUE.equals(metadata.get(ROOT));
    }

    /** Whether it is in every prompt, whatever the branch. */
    boolean isKept() {
        return pinned || role.equals(SYSTEM);
    }

    /** Calls of tools, and what they answered, are not ours. */
    boolean isSpoken() {
        return !content.isBlank() && (role.equals(USER) || role.equals(ASSISTANT) || role.equals(SYSTEM));
    }
}
