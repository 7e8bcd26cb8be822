package io.focusforge.memory.memories;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The request to remember something.
 *
 * @param text 1 to 20,500 characters: a task's title and description together
 * @param type {@code LONG_TERM} when left out
 * @param metadata at most 32 strings, numbers or booleans
 * @param importance 0 to 1, 0.5 when left out
 * @param expiresAt in the future; a short-term memory gets one when it is left out
 * @param namespace {@code default} when left out
 * @param subject whom it is about, beside the caller
 * @param session of a conversation, say; a short-term memory is found within it
 */
public record NewMemory(
        @NotBlank @Size(max = MAX_TEXT) @PlainText String text,
        MemoryType type,
        @Size(max = 32) Map<@NotBlank @Size(max = 100) @PlainText String, @Scalar Object> metadata,
        @Size(max = 20) List<@NotBlank @Size(max = 64) @PlainText String> tags,
        @DecimalMin("0") @DecimalMax("1") Double importance,
        Instant expiresAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Label String namespace,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Valid Subject subject,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Label String session,
        @JsonInclude(JsonInclude.Include.NON_NULL) Instant validFrom,
        @JsonInclude(JsonInclude.Include.NON_NULL) Instant validTo) {
    public static final int MAX_TEXT = 20_500;
    private static final double DEFAULT_IMPORTANCE = 0.5;

    public NewMemory {
        type = type == null ? MemoryType.LONG_TERM : type;
        metadata = metadata == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(metadata));
        tags = tags == null ? List.of() : Collections.unmodifiableList(new ArrayList<>(tags));
        importance = importance == null ? DEFAULT_IMPORTANCE : importance;
    }

    public Content content() {
        var where = new Place(
                namespace == null ? Place.DEFAULT_NAMESPACE : namespace,
                subject == null ? Subject.NONE : subject,
                session);
        var distinct = tags.stream().distinct().toList();
        return new Content(text, type, metadata, distinct, importance, where, Moment.validity(validFrom, validTo));
    }
}
