package io.focusforge.orchestrator.conversation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/** What memory-service chooses of a conversation for a prompt; the part that is used here. */
@JsonIgnoreProperties(ignoreUnknown = true)
record Talk(List<Said> messages, Summary summary, Omitted omitted) {
    /** Of the messages up to and including number {@code upTo}. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Summary(String text, int upTo, int tokens) {}

    /** What is left out; {@code unsummarised} of it no summary covers. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Omitted(int count, int from, int to, int unsummarised) {}

    /** The newest message, or null. */
    Said newest() {
        return messages.isEmpty() ? null : messages.getLast();
    }
}
