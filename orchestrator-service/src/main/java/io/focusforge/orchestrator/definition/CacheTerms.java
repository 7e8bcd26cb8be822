package io.focusforge.orchestrator.definition;

import java.time.Duration;
import java.util.Set;

/**
 * How long the result of a step stands for the same input.
 *
 * @param forget types of events at which it does not stand any more
 */
public record CacheTerms(Duration ttl, Scope scope, Set<String> forget) {
    /** Who shares a result. */
    public enum Scope {
        TENANT,
        USER
    }
}
