package io.focusforge.memory.messages;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Who speaks, named as in the chat API of OpenAI. */
public enum Role {
    @JsonProperty("system")
    SYSTEM,
    @JsonProperty("user")
    USER,
    @JsonProperty("assistant")
    ASSISTANT,
    @JsonProperty("tool")
    TOOL;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Role parse(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
