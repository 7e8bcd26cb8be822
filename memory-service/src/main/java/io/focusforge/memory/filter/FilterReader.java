package io.focusforge.memory.filter;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.common.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Reads a filter: {@code AND} and {@code OR} with a list of filters, {@code NOT} with one, a field with its conditions or, in short, with
 * the value that it must have. What stands side by side in an object must all be so. Refusals name the place.
 */
public final class FilterReader {
    private static final String ROOT = "filter";
    private static final int DEEPEST = 10;
    private static final int MOST_CONDITIONS = 50;

    private final Fields fields;
    private int conditions;

    private FilterReader(Fields fields) {
        this.fields = fields;
    }

    /** @throws ProblemException for what is not a filter on these fields */
    public static Filter read(JsonNode json, Fields fields) {
        return new FilterReader(fields).group(json, ROOT, 1);
    }

    private Filter group(JsonNode json, String place, int depth) {
        if (depth > DEEPEST) {
            throw ProblemException.invalid(place, "is nested more than %d deep".formatted(DEEPEST));
        }
        if (!json.isObject() || json.isEmpty()) {
            throw ProblemException.invalid(place, "must be an object with AND, OR, NOT or fields");
        }
        return all(json.properties().stream()
                .map(part -> part(part.getKey(), part.getValue(), place + "." + shown(part.getKey()), depth))
                .toList());
    }

    private Filter part(String name, JsonNode value, String place, int depth) {
        return switch (name) {
            case "AND" -> new Filter.And(groups(value, place, depth));
            case "OR" -> new Filter.Or(groups(value, place, depth));
            case "NOT" -> new Filter.Not(group(value, place, depth + 1));
            default -> conditions(field(name, place), value, place);
        };
    }

    private List<Filter> groups(JsonNode list, String place, int depth) {
        if (!list.isArray() || list.isEmpty() || list.size() > MOST_CONDITIONS) {
            throw ProblemException.invalid(place, "must be a list of 1 to %d filters".formatted(MOST_CONDITIONS));
        }
        return IntStream.range(0, list.size())
                .mapToObj(i -> group(list.get(i), "%s[%d]".formatted(place, i), depth + 1))
                .toList();
    }

    private Field field(String name, String place) {
        return fields.find(name)
                .orElseThrow(() -> ProblemException.invalid(
                        place, "is not known here; the known fields are " + String.join(", ", fields.names())));
    }

    private Filter conditions(Field field, JsonNode value, String place) {
        if (!value.isObject()) {
            return condition(field, Operator.EQ, value, place);
        }
        if (value.isEmpty()) {
            throw ProblemException.invalid(place, "must have an operator");
        }
        var all = new ArrayList<Filter>();
        value.properties().forEach(part -> {
            var where = place + "." + shown(part.getKey());
            all.add(condition(field, operator(field, part.getKey(), where), part.getValue(), where));
        });
        return all(all);
    }

    private static Operator operator(Field field, String label, String place) {
        return Operator.of(label)
                .filter(field.kind().operators()::contains)
                .orElseThrow(() -> ProblemException.invalid(
                        place,
                        "is no operator of this field; it has "
                                + String.join(
                                        ", ",
                                        field.kind().operators().stream()
                                                .map(Operator::label)
                                                .toList())));
    }

    private Filter condition(Field field, Operator operator, JsonNode value, String place) {
        if (++conditions > MOST_CONDITIONS) {
            throw ProblemException.invalid(place, "is more than the %d conditions allowed".formatted(MOST_CONDITIONS));
        }
        return new Filter.Condition(field, operator, Values.read(field.kind(), operator, value, place));
    }

    private static Filter all(List<Filter> parts) {
        return parts.size() == 1 ? parts.getFirst() : new Filter.And(parts);
    }

    private static String shown(String name) {
        return name.length() <= 120 ? name : name.substring(0, 120) + "…";
    }
}
