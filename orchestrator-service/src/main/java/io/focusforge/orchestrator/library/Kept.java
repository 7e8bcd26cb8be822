package io.focusforge.orchestrator.library;

import io.focusforge.orchestrator.definition.ChainDefinition;
import java.time.Instant;

/**
 * A chain of a tenant in one version.
 *
 * @param reference by which runs find it again
 * @param createdAt null for what is built in
 */
public record Kept(String reference, int version, ChainDefinition definition, int depth, Instant createdAt) {
    public String name() {
        return definition.name();
    }

    public boolean isBuiltIn() {
        return createdAt == null;
    }
}
