package io.focusforge.ai.guard;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;

/**
 * Guardrails as they are shown and set.
 *
 * @param mask {@code off}, {@code mask} or {@code restore}
 * @param kinds of personal data that are masked, such as {@code email}; all when it is absent or empty
 * @param roles whose texts are masked; user, tool, function and assistant when absent
 * @param markToolResults whether what tools have returned is marked as data
 */
public record GuardrailsView(
        String mask,
        @Size(max = 50) List<@NotNull String> kinds,
        @Size(max = 6) List<@NotNull String> roles,
        Boolean markToolResults) {
    static GuardrailsView of(Guardrails guardrails) {
        return new GuardrailsView(
                guardrails.mask().code(),
                guardrails.kinds().stream().sorted().toList(),
                guardrails.roles().stream().sorted().toList(),
                guardrails.markToolResults());
    }

    Guardrails guardrails() {
        return new Guardrails(
                Masking.parse(mask),
                kinds == null ? Set.of() : Set.copyOf(kinds),
                roles == null ? Guardrails.DEFAULT_ROLES : Set.copyOf(roles),
                markToolResults);
    }
}
