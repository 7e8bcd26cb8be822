package io.focusforge.memory.filter;

import io.vertx.core.json.JsonArray;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A filter as a condition in SQL. Callers' words are in its parameters only; each condition is true or false, and never unknown. */
public final class SqlFilter {
    private final int first;
    private final List<Object> parameters = new ArrayList<>();
    private final String sql;

    /** @param first the number of the first parameter */
    public SqlFilter(Filter filter, int first) {
        this.first = first;
        this.sql = sql(filter);
    }

    public String sql() {
        return sql;
    }

    public List<Object> parameters() {
        return List.copyOf(parameters);
    }

    private String sql(Filter filter) {
        return switch (filter) {
            case Filter.And(var all) -> all.stream().map(this::sql).collect(Collectors.joining(" AND ", "(", ")"));
            case Filter.Or(var any) -> any.stream().map(this::sql).collect(Collectors.joining(" OR ", "(", ")"));
            case Filter.Not(var inner) -> "(NOT " + sql(inner) + ")";
            case Filter.Condition condition -> "((" + compare(condition) + ") IS TRUE)";
        };
    }

    private String compare(Filter.Condition condition) {
        return switch (condition.field().kind()) {
            case TEXT -> text(condition);
            case TEXTS -> texts(condition);
            case TIME -> ordered(condition, "timestamptz");
            case NUMBER -> ordered(condition, "float8::real");
            case SCALAR -> scalar(condition);
        };
    }

    private String text(Filter.Condition condition) {
        var column = condition.field().column();
        return switch (condition.operator()) {
            case EXISTS -> exists(column, condition.value());
            case IN -> column + " = ANY (" + strings(condition.value()) + ")";
            case EQ, GTE, GT, LTE, LT ->
                column + " " + condition.operator().sql() + " " + parameter(condition.value(), "text");
        };
    }

    private String texts(Filter.Condition condition) {
        var column = condition.field().column();
        return switch (condition.operator()) {
            case EXISTS -> "(cardinality(%s) > 0) = %s".formatted(column, condition.value());
            case IN -> column + " && " + strings(condition.value());
            case EQ, GTE, GT, LTE, LT -> parameter(condition.value(), "text") + " = ANY (" + column + ")";
        };
    }

    private String ordered(Filter.Condition condition, String type) {
        var column = condition.field().column();
        return condition.operator() == Operator.EXISTS
                ? exists(column, condition.value())
                : "%s %s %s".formatted(column, condition.operator().sql(), parameter(condition.value(), type));
    }

    // Numbers of JSON are equal by value; a number is never more or less than a string.
    private String scalar(Filter.Condition condition) {
        var value = "(%s -> %s)"
                .formatted(
                        condition.field().column(), parameter(condition.field().key(), "text"));
        if (condition.operator() == Operator.EXISTS) {
            return exists(value, condition.value());
        }
        if (condition.operator() == Operator.IN) {
            return parameter(new JsonArray((List<?>) condition.value()), "jsonb") + " @> " + value;
        }
        var given = parameter(condition.value(), "jsonb");
        return "jsonb_typeof(%1$s) = jsonb_typeof(%3$s) AND %1$s %2$s %3$s"
                .formatted(value, condition.operator().sql(), given);
    }

    private String strings(Object values) {
        return parameter(((List<?>) values).stream().map(String.class::cast).toArray(String[]::new), "text[]");
    }

    private static String exists(String value, Object wanted) {
        return "(%s IS NOT NULL) = %s".formatted(value, wanted);
    }

    private String parameter(Object value, String type) {
        parameters.add(value);
        return "$%d::%s".formatted(first + parameters.size() - 1, type);
    }
}
