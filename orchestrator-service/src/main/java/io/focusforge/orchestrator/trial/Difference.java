package io.focusforge.orchestrator.trial;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Where two values differ, by JSON pointer. A value that is not there is {@code null}. */
record Difference(String path, JsonNode from, JsonNode to) {
    private static final int MOST = 100;

    static List<Difference> between(JsonNode from, JsonNode to) {
        var found = new ArrayList<Difference>();
        compare("", from, to, found);
        return found;
    }

    private static void compare(String path, JsonNode from, JsonNode to, List<Difference> found) {
        if (found.size() >= MOST || from.equals(to)) {
            return;
        }
        if (from.isObject() && to.isObject()) {
            var names = new TreeSet<String>();
            from.fieldNames().forEachRemaining(names::add);
            to.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> compare(path + "/" + escaped(name), from.path(name), to.path(name), found));
        } else if (from.isArray() && to.isArray()) {
            for (var i = 0; i < Math.max(from.size(), to.size()); i++) {
                compare(path + "/" + i, from.path(i), to.path(i), found);
            }
        } else {
            found.add(new Difference(path, shown(from), shown(to)));
        }
    }

    private static JsonNode shown(JsonNode node) {
        return node.isMissingNode() ? null : node;
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
