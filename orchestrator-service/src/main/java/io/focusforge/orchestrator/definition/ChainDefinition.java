package io.focusforge.orchestrator.definition;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.orchestrator.expression.Expression;
import io.focusforge.orchestrator.schema.JsonSchema;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A chain that has been read and fits together.
 *
 * @param result what comes out; that of the last step when absent
 * @param retrieved fields of the input whose text comes from elsewhere
 * @param foreign steps whose results hold such text
 * @param source the file as JSON
 */
public record ChainDefinition(
        String name,
        String description,
        JsonSchema input,
        JsonSchema output,
        Optional<Expression> result,
        Set<String> retrieved,
        Set<String> foreign,
        Block block,
        JsonNode source) {
    /** All steps, however deep. */
    public Stream<Step> steps() {
        return all(block);
    }

    private static Stream<Step> all(Block block) {
        return block.steps().stream()
                .flatMap(step -> Stream.concat(Stream.of(step), step.blocks().flatMap(ChainDefinition::all)));
    }

    /** Whether the text that a template sees at {@code input.<name>} or {@code steps.<name>} comes from elsewhere. */
    public boolean isForeign(String place) {
        return place.startsWith("steps.")
                ? foreign.contains(place.substring("steps.".length()))
                : place.startsWith("input.") && retrieved.contains(place.substring("input.".length()));
    }
}
