package io.focusforge.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The chart's README: what every value means. */
final class ValuesTable {
    private static final String HEAD = """
        # FocusForge's chart

        This page is generated from [values.yaml](values.yaml); a test fails when it is out of date
        (`./mvnw -pl deploy test -Dtest=ChartFilesTest -Dfocusforge.docs.update=true` writes it and `values.schema.json` anew).
        How to install, upgrade and operate is in [docs/kubernetes.md](../../docs/kubernetes.md).

        ```
        helm install focusforge helm/focusforge                                              # all in one namespace, three of each store
        helm install focusforge helm/focusforge -f helm/focusforge/values-laptop.yaml        # one of each, to try it out
        ```

        What stands under `defaults` can stand under `services.gateway`, `.orchestrator`, `.ai`, `.memory` and under each kind of `workers` as
        well, where it holds for that one only. Unknown keys and other types are refused.

        | value | default | meaning |
        |---|---|---|
        """;

    private ValuesTable() {}

    static String page(List<Value> values) {
        return HEAD
                + values.stream()
                        .flatMap(ValuesTable::rows)
                        .map(ValuesTable::row)
                        .collect(Collectors.joining());
    }

    private static Stream<Value> rows(Value value) {
        return value.is("worker") || value.path().equals("services") ? Stream.of(value) : value.leaves();
    }

    private static String row(Value value) {
        return "| `%s` | %s | %s |%n"
                .formatted(value.path(), initial(value), meaning(value))
                .replace("\r", "");
    }

    private static String initial(Value value) {
        JsonNode initial = value.initial();
        if (initial.isTextual() && initial.asText().isEmpty() || initial.isContainerNode() && initial.isEmpty()) {
            return "";
        }
        return "`" + (initial.isTextual() ? initial.asText() : initial.toString()) + "`";
    }

    private static String meaning(Value value) {
        var choices = value.mark("enum").map(all -> " One of " + all + ".").orElse("");
        return (value.description() + choices).replace("|", "\\|").strip();
    }
}
