package io.focusforge.memory.documents;

import io.focusforge.memory.memories.PlainText;
import io.focusforge.memory.memories.Scalar;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.Objects;

/**
 * What a request says of a document besides its content; all of it can be left out.
 *
 * @param title the file's name, when it is left out
 * @param collection {@code default}, when it is left out
 * @param key the caller's name for the document
 * @param metadata at most 32 strings, numbers or booleans
 */
record DocumentFields(
        @Size(min = 1, max = 300) @PlainText String title,

        @Pattern(regexp = COLLECTION, message = COLLECTION_SAYS)
        String collection,

        @Size(min = 1, max = 1_000) @PlainText String key,
        Boolean shared,
        @Size(max = 32) Map<@NotBlank @Size(max = 100) @PlainText String, @Scalar Object> metadata) {
    static final String COLLECTION = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";
    static final String COLLECTION_SAYS =
            "takes 1 to 64 letters, digits, '.', '_' and '-', and begins with one of the first two";
    private static final String DEFAULT = "default";
    private static final int LONGEST_TITLE = 300;

    /** @param name what it is called when it has no title; blank if it has no name either */
    Label label(String name) {
        return new Label(
                Objects.requireNonNullElse(collection, DEFAULT),
                Boolean.TRUE.equals(shared),
                key,
                title == null ? titleOf(name) : title,
                metadata == null ? Map.of() : metadata,
                null);
    }

    private static String titleOf(String name) {
        var line = name.replaceAll("[\\p{Cntrl}\\p{Cs}\\s]+", " ").strip();
        return line.isEmpty()
                ? "Untitled"
                : line.substring(
                        0, line.offsetByCodePoints(0, Math.min(LONGEST_TITLE, line.codePointCount(0, line.length()))));
    }
}
