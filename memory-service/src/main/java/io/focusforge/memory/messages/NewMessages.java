package io.focusforge.memory.messages;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Collections;
import java.util.List;

/** The request to append several messages, all or none, one right after the other. */
public record NewMessages(@NotNull @Size(min = 1, max = MAX) List<@NotNull @Valid NewMessage> messages) {
    public static final int MAX = 100;

    public NewMessages {
        messages = messages == null ? null : Collections.unmodifiableList(messages);
    }

    void check() {
        for (var i = 0; i < messages.size(); i++) {
            messages.get(i).check("messages[%d].".formatted(i));
        }
    }
}
