package io.focusforge.orchestrator.conversation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.focusforge.common.problem.ProblemException;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;

/**
 * The request to answer.
 *
 * @param content what the user says
 * @param parent the message that it follows; the newest one when left out
 * @param edits a message of the user in whose place it comes: the conversation goes on from there, and the other branch stays
 * @param model of ai-service; {@code default} when left out, where there is one
 * @param collections of documents that are searched; all when left out
 * @param stream whether the answer is told as it is made
 * @param onDisconnect {@code continue} when left out
 */
record Ask(
        @NotBlank @Size(max = MAX_CONTENT) @Pattern(regexp = "[^\\x00]*", message = "must not contain NUL")
        String content,

        UUID parent,
        UUID edits,
        @Size(min = 1, max = 200) String model,
        @Size(min = 1, max = 50) List<@NotBlank @Size(max = 64) String> collections,
        Boolean stream,
        OnDisconnect onDisconnect) {
    static final int MAX_CONTENT = 100_000;

    Ask {
        stream = stream != null && stream;
        onDisconnect = onDisconnect == null ? OnDisconnect.CONTINUE : onDisconnect;
    }

    @JsonIgnore
    Ask checked() {
        if (parent != null && edits != null) {
            throw ProblemException.invalid("edits", "cannot be there beside parent");
        }
        return this;
    }
}
