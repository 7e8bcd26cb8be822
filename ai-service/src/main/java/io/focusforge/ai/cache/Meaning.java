package io.focusforge.ai.cache;

import io.vertx.core.Future;
import java.util.Optional;
import java.util.UUID;

/** The meaning of a text, as a vector of length 1. */
@FunctionalInterface
interface Meaning {
    /** Empty when it cannot be told now. Never fails. */
    Future<Optional<float[]>> of(UUID tenant, String text);
}
