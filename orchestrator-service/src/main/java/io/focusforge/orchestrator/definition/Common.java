package io.focusforge.orchestrator.definition;

import io.focusforge.orchestrator.expression.Expression;
import io.focusforge.orchestrator.schema.JsonSchema;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What every step has.
 *
 * @param pointer where it stands in the file
 * @param needs what it names, and what its expressions and templates name
 * @param when the step is skipped when this is there and not true
 * @param output what its result must be
 */
public record Common(
        String id,
        String pointer,
        Set<String> needs,
        Optional<Expression> when,
        Duration timeout,
        Retry retry,
        Optional<CacheTerms> cache,
        Optional<JsonSchema> output) {}
