package io.focusforge.orchestrator.conversation;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;

/** The request to answer the same question once more; its fields are those of {@link Ask}. */
record Again(
        @Size(min = 1, max = 200) String model,
        @Size(min = 1, max = 50) List<@NotBlank @Size(max = 64) String> collections,
        Boolean stream,
        OnDisconnect onDisconnect) {
    Ask of(String question) {
        return new Ask(question, null, null, model, collections, stream, onDisconnect);
    }
}
