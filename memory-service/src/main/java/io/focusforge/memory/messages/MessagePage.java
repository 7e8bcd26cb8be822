package io.focusforge.memory.messages;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/** Part of a conversation, in the order that was asked for. A cursor is absent where nothing follows in its direction. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MessagePage(List<Message> items, String nextCursor, String previousCursor) {}
