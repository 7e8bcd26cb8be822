package io.focusforge.ai.cache;

import java.util.Optional;
import java.util.UUID;

/** The meaning of a text, as a vector of length 1. */
@FunctionalInterface
interface Meaning {
    /** @return empty when it cannot be told now */
    Optional<float[]> of(UUID tenant, String text);
}
