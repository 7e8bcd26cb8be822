package io.focusforge.orchestrator.chain;

import java.time.Duration;
import java.util.List;

/**
 * What {@code chain.json} says.
 *
 * @param model the alias of the model, as ai-service knows it
 * @param retrieved fields of the input that hold text from elsewhere, which is marked as data
 * @param twin what answers when no model does
 */
record ChainFile(
        String name,
        int version,
        String description,
        String model,
        List<String> retrieved,
        String twin,
        Limits limits) {
    ChainFile {
        if (name == null || version < 1 || description == null || model == null || twin == null || limits == null) {
            throw new IllegalArgumentException("a chain has name, version, description, model, twin and limits");
        }
        retrieved = retrieved == null ? List.of() : List.copyOf(retrieved);
    }

    record Limits(int maxOutputTokens, Duration timeout) {
        Limits {
            if (maxOutputTokens < 1 || timeout == null || timeout.isNegative() || timeout.isZero()) {
                throw new IllegalArgumentException("limits have maxOutputTokens and timeout, both above zero");
            }
        }
    }
}
