package io.focusforge.orchestrator.conversation;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What becomes of an answer whose client goes away while it is told. */
public enum OnDisconnect {
    @JsonProperty("continue")
    CONTINUE,
    @JsonProperty("stop")
    STOP
}
