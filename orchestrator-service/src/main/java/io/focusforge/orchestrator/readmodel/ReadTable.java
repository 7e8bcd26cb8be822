package io.focusforge.orchestrator.readmodel;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A table that is read, and the one beside it, {@code <name>_rebuilt} with the same columns, in which its rows are made anew.
 *
 * @param stream the column that names the stream
 * @param key the columns that, within a tenant, tell rows apart
 * @param hasMore whether there are columns besides, so that rows of one key may differ
 */
public record ReadTable(String name, String stream, List<String> key, boolean hasMore) {
    public static ReadTable ofThings(String name) {
        return new ReadTable(name, "id", List.of("id"), true);
    }

    /** @param key all columns but the tenant */
    public static ReadTable ofParts(String name, String stream, String... key) {
        return new ReadTable(name, stream, List.of(key), false);
    }

    public String rebuilt() {
        return name + "_rebuilt";
    }

    /** {@code t.a = n.a AND …} */
    public String sameKey(String one, String other) {
        return key.stream()
                .map(column -> "%s.%s = %s.%s".formatted(one, column, other, column))
                .collect(Collectors.joining(" AND "));
    }
}
