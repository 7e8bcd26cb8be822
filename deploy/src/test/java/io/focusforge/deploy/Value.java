package io.focusforge.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A value of the chart, as {@code values.yaml} writes it.
 *
 * @param marks what stands behind {@code # @mark} above it, by mark
 * @param initial in JSON
 * @param children none for a leaf
 */
record Value(String path, String description, Map<String, String> marks, JsonNode initial, List<Value> children) {
    String name() {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    boolean is(String mark) {
        return marks.containsKey(mark);
    }

    Optional<String> mark(String mark) {
        return Optional.ofNullable(marks.get(mark));
    }

    List<String> words(String mark) {
        return List.of(marks.get(mark).split(",\\s*"));
    }

    /** A map whose keys are the user's, or one that is not described further. */
    boolean isOpen() {
        return is("free") || is("map");
    }

    boolean isLeaf() {
        return children.isEmpty() || isOpen();
    }

    Stream<Value> leaves() {
        return isLeaf() ? Stream.of(this) : children.stream().flatMap(Value::leaves);
    }
}
