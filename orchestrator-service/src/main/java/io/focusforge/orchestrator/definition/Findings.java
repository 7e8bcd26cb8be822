package io.focusforge.orchestrator.definition;

import io.focusforge.common.problem.ProblemException;
import io.focusforge.common.problem.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is wrong with a file. */
final class Findings {
    private static final int MOST = 50;

    private final Map<String, Integer> lines;
    private final List<Violation> violations = new ArrayList<>();

    /** @param lines where the values of the file stand, by JSON pointer */
    Findings(Map<String, Integer> lines) {
        this.lines = lines;
    }

    /** @param pointer of the value, or of one that is missing in the value that would hold it */
    void add(String pointer, String message) {
        if (violations.size() < MOST) {
            violations.add(
                    new Violation(pointer.isEmpty() ? "/" : pointer, "line %d: %s".formatted(line(pointer), message)));
        }
    }

    private int line(String pointer) {
        for (var at = pointer; ; at = at.substring(0, at.lastIndexOf('/'))) {
            var line = lines.get(at);
            if (line != null) {
                return line;
            }
            if (at.isEmpty()) {
                return 1;
            }
        }
    }

    boolean isEmpty() {
        return violations.isEmpty();
    }

    void throwIfAny() {
        if (!isEmpty()) {
            throw ProblemException.invalid(violations);
        }
    }
}
