package io.focusforge.orchestrator.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** What a user thinks of an answer. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Feedback(
        @NotNull Rating rating,

        @Size(max = 2_000) @Pattern(regexp = "[^\\x00]*", message = "must not contain NUL")
        String comment) {
    /** Good or bad. */
    enum Rating {
        @JsonProperty("up")
        UP,
        @JsonProperty("down")
        DOWN;

        String text() {
            return this == UP ? "up" : "down";
        }
    }
}
