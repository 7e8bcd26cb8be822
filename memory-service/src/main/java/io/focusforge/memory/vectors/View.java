package io.focusforge.memory.vectors;

import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;

/**
 * The documents that a search looks at: {@code condition} is SQL over a row {@code d} of {@code documents}. Its parameters are the tenant,
 * {@code $1}, and from {@code $2} on those given here, of which lists are arrays of text. Nothing in it comes from a caller but by parameters.
 */
public record View(UUID tenant, String condition, List<Object> parameters) {
    /** Of the version of a document that is found. */
    public static final String VERSION = "d.ready_version";

    public View {
        parameters = parameters.stream().map(View::comparable).toList();
    }

    /** The parameters of a statement in which others follow. */
    public Tuple tuple() {
        var tuple = Tuple.tuple().addValue(tenant);
        parameters.forEach(parameter -> tuple.addValue(sent(parameter)));
        return tuple;
    }

    // Views that are equal show the same.
    private static Object comparable(Object parameter) {
        return parameter instanceof Object[] texts ? List.of(texts) : parameter;
    }

    private static Object sent(Object parameter) {
        return parameter instanceof List<?> texts
                ? texts.stream().map(Object::toString).toArray(String[]::new)
                : parameter;
    }

    /** The place of the parameter after these, and {@code further} ones. */
    public String place(int further) {
        return "$" + (parameters.size() + 2 + further);
    }
}
