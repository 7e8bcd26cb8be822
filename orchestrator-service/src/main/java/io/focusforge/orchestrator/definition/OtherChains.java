package io.focusforge.orchestrator.definition;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** The chains that a chain may call. */
@FunctionalInterface
public interface OtherChains {
    OtherChains NONE = (name, version) -> Optional.empty();

    /** What a caller must know of a chain. */
    record Face(int version, JsonNode input, JsonNode output, int depth) {}

    /** @param version null for that which is active */
    Optional<Face> find(String name, Integer version);
}
