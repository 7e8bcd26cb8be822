package io.focusforge.orchestrator.run;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * A step as the engine sees it. It begins when all that it needs has ended; when all of that was skipped, it is skipped too.
 *
 * @param id unique in its graph
 * @param needs ids of steps of the same graph
 */
public record Node(String id, Set<String> needs, StepTerms terms) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    public Node {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("a step's id has 1 to 64 letters, digits, '_', '.' and '-'");
        }
        needs = Set.copyOf(needs);
    }
}
