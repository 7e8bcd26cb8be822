package io.focusforge.common.page;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.focusforge.common.problem.ProblemException;
import java.util.List;
import java.util.function.Function;

/** One page of a list: {@code nextCursor} is absent on the last one. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Page<T>(List<T> items, String nextCursor) {
    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 200;

    /** The query parameter {@code limit}; null stands for the default. */
    public static int limit(String text) {
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        try {
            var limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MAX_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException e) {
            throw invalidLimit();
        }
        throw invalidLimit();
    }

    /** Cuts a page from rows of which one more than {@code limit} were asked for. */
    public static <T> Page<T> of(List<T> rows, int limit, Function<T, Cursor> position) {
        if (rows.size() <= limit) {
            return new Page<>(List.copyOf(rows), null);
        }
        var items = List.copyOf(rows.subList(0, limit));
        return new Page<>(items, position.apply(items.getLast()).encode());
    }

    public <R> Page<R> map(Function<T, R> mapping) {
        return new Page<>(items.stream().map(mapping).toList(), nextCursor);
    }

    private static ProblemException invalidLimit() {
        return ProblemException.invalid("limit", "must be an integer from 1 to " + MAX_LIMIT);
    }
}
