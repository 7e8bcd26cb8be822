package io.focusforge.orchestrator.task;

import java.util.List;
import java.util.stream.Collectors;

/** A list as PostgreSQL writes arrays, because an array of arrays would lose the bounds of the inner ones. */
final class ArrayLiteral {
    private ArrayLiteral() {}

    static String of(List<String> texts) {
        return texts.stream()
                .map(text -> '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(",", "{", "}"));
    }
}
