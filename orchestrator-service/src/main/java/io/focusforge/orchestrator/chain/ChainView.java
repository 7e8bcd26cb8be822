package io.focusforge.orchestrator.chain;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/** A chain as the API shows it. */
record ChainView(
        String name,
        int version,
        String description,
        String model,
        String twin,
        int maxOutputTokens,
        Duration timeout,
        JsonNode inputSchema,
        JsonNode outputSchema) {
    static ChainView of(Chain chain) {
        var file = chain.file();
        return new ChainView(
                file.name(),
                file.version(),
                file.description(),
                file.model(),
                file.twin(),
                file.limits().maxOutputTokens(),
                file.limits().timeout(),
                chain.inputSchema(),
                chain.outputSchema());
    }
}
