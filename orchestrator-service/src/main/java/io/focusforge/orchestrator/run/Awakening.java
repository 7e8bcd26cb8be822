package io.focusforge.orchestrator.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;

/** Why a step that waits is called again. */
public sealed interface Awakening {
    /** The time that it waited for has come. */
    record TimeCame() implements Awakening {}

    /** @param data what came with it, or null JSON */
    record Signalled(String name, JsonNode data, UUID sender) implements Awakening {}
}
