package io.focusforge.common.erasure;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Map;

/**
 * What a step has erased, on the wire as well.
 *
 * @param erased how many items by place
 * @param more whether another step is needed
 */
@RegisterForReflection
public record Forgotten(Map<String, Long> erased, boolean more) {
    public Forgotten {
        erased = Map.copyOf(erased);
    }
}
