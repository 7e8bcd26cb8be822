package io.focusforge.chaos;

import io.focusforge.chaos.history.Summary;
import io.focusforge.chaos.history.Violation;
import java.nio.file.Path;
import java.util.List;

/** What the checker says of a run. */
public record Result(Path history, Summary summary, List<Violation> violations) {
    private static final int SHOWN = 20;

    public Result {
        violations = List.copyOf(violations);
    }

    @Override
    public String toString() {
        var text = new StringBuilder(summary.toString());
        violations.stream().limit(SHOWN).forEach(violation -> text.append("\n  ")
                .append(violation));
        return text.append("\n%s (history: %s)"
                        .formatted(
                                violations.isEmpty()
                                        ? "Nothing was lost, nothing took effect twice, work went on"
                                        : violations.size() + " VIOLATIONS",
                                history))
                .toString();
    }
}
