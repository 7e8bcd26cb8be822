package io.focusforge.orchestrator.chain;

import java.time.Duration;

/**
 * What {@code chain.json} says.
 *
 * @param model the alias of the model, as ai-service knows it
 * @param twin what answers when no model does
 */
record ChainFile(String name, int version, String description, String model, String twin, Limits limits) {
    ChainFile {
        if (name == null || version < 1 || description == null || model == null || twin == null || limits == null) {
            throw new IllegalArgumentException("a chain has name, version, description, model, twin and limits");
        }
    }

    record Limits(int maxOutputTokens, Duration timeout) {
        Limits {
            if (maxOutputTokens < 1 || timeout == null || timeout.isNegative() || timeout.isZero()) {
                throw new IllegalArgumentException("limits have maxOutputTokens and timeout, both above zero");
            }
        }
    }
}
