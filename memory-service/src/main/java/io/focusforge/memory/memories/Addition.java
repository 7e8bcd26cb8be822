package io.focusforge.memory.memories;

import io.focusforge.common.idempotency.IdempotencyKey;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Something to remember, with what is known of it.
 *
 * @param id empty for one that follows from the key, or is new
 * @param evidence memories that it comes from
 * @param twin a memory that was found to say the same
 */
public record Addition(
        NewMemory request,
        OnDuplicate onDuplicate,
        Optional<IdempotencyKey> key,
        Optional<UUID> id,
        List<UUID> evidence,
        Optional<UUID> twin,
        Optional<Attribute> attribute) {
    public Addition {
        onDuplicate = onDuplicate == null ? OnDuplicate.of(request.type()) : onDuplicate;
        evidence = List.copyOf(evidence);
    }

    /** A text as it is; what it states is read by rule. */
    public static Addition verbatim(NewMemory request, OnDuplicate onDuplicate, Optional<IdempotencyKey> key) {
        return new Addition(
                request,
                onDuplicate,
                key,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Attributes.of(request.text()));
    }
}
