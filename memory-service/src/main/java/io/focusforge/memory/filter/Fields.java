package io.focusforge.memory.filter;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The fields of what is searched: some columns, and whatever is in the object of the column {@code metadata}. */
public record Fields(Map<String, Field> columns) {
    private static final String METADATA = "metadata";
    private static final String PREFIX = METADATA + ".";
    private static final int LONGEST_KEY = 100;

    public static Fields of(Field... columns) {
        return new Fields(
                Arrays.stream(columns).collect(Collectors.toUnmodifiableMap(Field::name, Function.identity())));
    }

    Optional<Field> find(String name) {
        return name.startsWith(PREFIX) ? metadata(name) : Optional.ofNullable(columns.get(name));
    }

    List<String> names() {
        var names = List.copyOf(new TreeMap<>(columns).keySet());
        return Stream.concat(names.stream(), Stream.of(PREFIX + "<key>")).toList();
    }

    private static Optional<Field> metadata(String name) {
        var key = name.substring(PREFIX.length());
        return key.isEmpty() || key.length() > LONGEST_KEY || key.indexOf('\0') >= 0
                ? Optional.empty()
                : Optional.of(new Field(name, Kind.SCALAR, METADATA, key));
    }
}
