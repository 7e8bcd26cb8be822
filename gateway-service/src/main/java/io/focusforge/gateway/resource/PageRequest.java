package io.focusforge.gateway.resource;

import io.focusforge.common.page.Cursor;
import io.focusforge.common.page.Page;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.UUID;
import java.util.function.Function;

/** Which page of a list is asked for. {@code after} is null for the first. */
public record PageRequest(int limit, UUID after) {
    public static PageRequest of(String limit, String cursor) {
        var after = Cursor.decode(cursor);
        return new PageRequest(Page.limit(limit), after == null ? null : after.after());
    }

    /** One more than the page takes, which tells whether there is another. */
    public int rows() {
        return limit + 1;
    }

    public <T> Page<T> cut(RowSet<Row> rows, Function<Row, T> mapping, Function<T, UUID> id) {
        var items = new ArrayList<T>(rows.size());
        rows.forEach(row -> items.add(mapping.apply(row)));
        return Page.of(items, limit, item -> new Cursor(id.apply(item)));
    }
}
