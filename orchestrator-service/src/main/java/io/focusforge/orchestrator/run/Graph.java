package io.focusforge.orchestrator.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * What a run executes. Made anew, and equal, by each process that goes on with the run: from the run's definition, and within it, for a step
 * that was expanded, from that step's seed.
 */
public interface Graph {
    /** Without a cycle, and without needs that are not there. */
    List<Node> nodes();

    /** The work of a step of this graph. */
    StepBody body(String id);

    /**
     * The steps within a step that has answered {@link StepOutcome.Expands}: a list's elements, or another chain's steps. Their ids begin with
     * that step's, as in {@code each/3/summary}; {@link #output} of what is returned is that step's result.
     */
    default Graph expand(String id, JsonNode seed) {
        throw new IllegalStateException("step %s has none within".formatted(id));
    }

    /** How many steps of this graph run at once, at most. Steps within an expanded one count as that one. */
    default int atOnce() {
        return Integer.MAX_VALUE;
    }

    /**
     * Asked before a run that goes by another's results begins with changed input.
     *
     * @throws io.focusforge.common.problem.ProblemException which tells the client what is wrong
     */
    default void requireInput(JsonNode input) {}

    /**
     * What comes out in the end.
     *
     * @param results of all steps of this graph that were not skipped
     * @throws RunFailure when that does not do
     */
    JsonNode output(Map<String, JsonNode> results);
}
