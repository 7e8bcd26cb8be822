package io.focusforge.orchestrator.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What a value can be, as far as a schema says: its plain {@code type}, {@code properties} and {@code items}; anything where it says more, or nothing. */
public record Shape(Set<Type> types, JsonNode schema) {
    public static final Shape ANYTHING =
            new Shape(EnumSet.allOf(Type.class), com.fasterxml.jackson.databind.node.MissingNode.getInstance());
    private static final List<String> ELSEWHERE =
            List.of("$ref", "$dynamicRef", "anyOf", "oneOf", "allOf", "if", "not");

    /** The types of JSON. */
    public enum Type {
        OBJECT,
        ARRAY,
        STRING,
        NUMBER,
        INTEGER,
        BOOLEAN,
        NULL;

        static Optional<Type> of(String name) {
            return Stream.of(values())
                    .filter(type -> type.toString().equals(name))
                    .findFirst();
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static Shape of(JsonNode schema) {
        if (schema == null || !schema.isObject() || ELSEWHERE.stream().anyMatch(schema::has) || !schema.has("type")) {
            return ANYTHING;
        }
        var type = schema.path("type");
        var names = type.isArray() ? StreamSupport.stream(type.spliterator(), false) : Stream.of(type);
        var types = names.flatMap(name -> Type.of(name.asText()).stream()).collect(Collectors.toSet());
        return types.isEmpty() ? ANYTHING : new Shape(types, schema);
    }

    public static Shape of(Type... types) {
        return new Shape(Set.of(types), ANYTHING.schema);
    }

    /** @return empty when there can be none of this name */
    public Optional<Shape> field(String name) {
        if (this == ANYTHING || types.contains(Type.ARRAY) || schema.isMissingNode()) {
            return Optional.of(ANYTHING);
        }
        if (!types.contains(Type.OBJECT)) {
            return Optional.empty();
        }
        var property = schema.path("properties").path(name);
        if (!property.isMissingNode()) {
            return Optional.of(of(property));
        }
        var isOpen = !schema.path("additionalProperties").isBoolean()
                || schema.path("additionalProperties").booleanValue()
                || schema.has("patternProperties");
        return isOpen ? Optional.of(ANYTHING) : Optional.empty();
    }

    /** Whether some value could be both. */
    public boolean fits(Shape wanted) {
        return types.stream().anyMatch(type -> wanted.takes(type));
    }

    private boolean takes(Type type) {
        return types.contains(type)
                || (type == Type.INTEGER && types.contains(Type.NUMBER))
                || (type == Type.NUMBER && types.contains(Type.INTEGER));
    }

    /** For people. */
    public String said() {
        return types.stream().map(Type::toString).collect(Collectors.toCollection(TreeSet::new)).stream()
                .collect(Collectors.joining(" or "));
    }
}
