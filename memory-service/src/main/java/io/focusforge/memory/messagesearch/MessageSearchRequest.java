package io.focusforge.memory.messagesearch;

import io.focusforge.memory.memories.PlainText;
import io.focusforge.memory.messages.Role;
import io.focusforge.memory.words.Words;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;

/**
 * What to look for.
 *
 * @param conversation all of the caller's when left out
 * @param roles all when left out
 * @param limit 1 to 50, 10 when left out
 */
public record MessageSearchRequest(
        @NotBlank @Size(max = Words.LONGEST_QUERY) @PlainText
        String query,

        UUID conversation,
        @Size(min = 1, max = 4) List<@NotNull Role> roles,
        @Min(1) @Max(50) Integer limit) {
    private static final int DEFAULT_LIMIT = 10;

    public MessageSearchRequest {
        roles = roles == null ? List.of(Role.values()) : roles;
        limit = limit == null ? DEFAULT_LIMIT : limit;
    }
}
