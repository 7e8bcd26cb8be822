package io.focusforge.common.idempotency;

import java.util.Optional;
import java.util.UUID;

/** What became of the try to be the first under an idempotency key. */
public sealed interface Claim {
    /** Nobody was before: go on, and store the answer when there is one. */
    record First() implements Claim {}

    /**
     * Somebody was before and made this resource: answer the same again. The answer is absent when the first request died before it
     * had one; then the resource as it is now is the answer.
     */
    record Replay(UUID resource, Optional<StoredAnswer> answer) implements Claim {}
}
