package io.focusforge.memory.sources;

import io.focusforge.memory.memories.PlainText;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * The request to make a source.
 *
 * @param collection of its documents; {@code default} when left out
 * @param shared whether all users of the tenant see its documents
 * @param schedule left out: it is looked at when it is asked for
 */
public record NewSource(
        @NotBlank @Size(max = 200) @PlainText String name,
        @NotNull @Valid Place place,

        @Pattern(
                regexp = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}",
                message = "takes 1 to 64 letters, digits, '.', '_' and '-'")
        String collection,

        Boolean shared,
        @Valid Timing schedule) {
    public NewSource {
        collection = collection == null ? "default" : collection;
        shared = shared != null && shared;
    }
}
