package io.focusforge.orchestrator.chain;

import io.focusforge.orchestrator.definition.ChainDefinition;
import io.focusforge.orchestrator.definition.Step;

/** A chain that is built in. */
public record Chain(int version, ChainDefinition definition) {
    public String name() {
        return definition.name();
    }

    /** The step that all is about. */
    Step.Prompt prompt() {
        return definition
                .steps()
                .filter(Step.Prompt.class::isInstance)
                .map(Step.Prompt.class::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("chain %s asks no model".formatted(name())));
    }
}
