package io.focusforge.orchestrator.chainrun;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a block of steps sees beside its own results.
 *
 * @param input null for that of the run
 * @param steps results of steps around the block
 * @param more other names: the item of a list, and its place
 */
record Surroundings(JsonNode input, Map<String, JsonNode> steps, Map<String, JsonNode> more) {
    private static final String INPUT = "input";
    private static final String STEPS = "steps";
    static final Surroundings NONE = new Surroundings(null, Map.of(), Map.of());

    Surroundings {
        steps = Map.copyOf(steps);
        more = Map.copyOf(more);
    }

    /** @param given the input of the run */
    Map<String, JsonNode> scope(JsonNode given, Map<String, JsonNode> results) {
        var all = JsonNodeFactory.instance.objectNode();
        all.setAll(steps);
        all.setAll(results);
        var scope = new LinkedHashMap<>(more);
        scope.put(INPUT, input == null ? given : input);
        scope.put(STEPS, all);
        return scope;
    }

    /** What a step hands to the steps within it: so much as they need. */
    static ObjectNode seed(Map<String, JsonNode> scope, Set<String> needs) {
        var seed = JsonNodeFactory.instance.objectNode();
        var steps = seed.putObject(STEPS);
        needs.forEach(need -> {
            var result = scope.get(STEPS).get(need);
            if (result != null) {
                steps.set(need, result);
            }
        });
        return seed;
    }

    Surroundings within(JsonNode seed) {
        var results = new LinkedHashMap<String, JsonNode>();
        seed.path(STEPS).properties().forEach(result -> results.put(result.getKey(), result.getValue()));
        return new Surroundings(input, results, more);
    }

    Surroundings with(JsonNode item, int index) {
        var names = new LinkedHashMap<>(more);
        names.put("item", item);
        names.put("index", JsonNodeFactory.instance.numberNode(index));
        return new Surroundings(input, steps, names);
    }
}
