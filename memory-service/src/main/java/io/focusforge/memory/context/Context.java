package io.focusforge.memory.context;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.focusforge.memory.conversations.Summary;
import io.focusforge.memory.messages.Message;
import java.util.List;

/**
 * What of a conversation goes into a prompt.
 *
 * @param messages oldest first; system messages and pinned ones however old they are
 * @param summary what the messages that are left out say, to be put before the first that is neither a system message nor pinned; absent
 *     when all are there, when nothing was summed up, or when it does not fit
 * @param tokens what messages and summary take together
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Context(List<Message> messages, Summary summary, Omitted omitted, int tokens) {
    /**
     * How many messages are left out, and how many of these the kept summary does not cover.
     *
     * @param from number of the first of them; 0 when there is none
     * @param to number of the last of them
     */
    public record Omitted(int count, int from, int to, int unsummarised) {}
}
