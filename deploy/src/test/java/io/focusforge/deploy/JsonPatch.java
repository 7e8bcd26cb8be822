package io.focusforge.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.TreeSet;

/** What makes one document out of another (RFC 6902). Arrays are replaced as a whole. */
final class JsonPatch {
    private JsonPatch() {}

    static ArrayNode between(JsonNode before, JsonNode after) {
        var operations = JsonNodeFactory.instance.arrayNode();
        add(operations, "", before, after);
        return operations;
    }

    private static void add(ArrayNode operations, String path, JsonNode before, JsonNode after) {
        var names = new TreeSet<String>();
        before.fieldNames().forEachRemaining(names::add);
        after.fieldNames().forEachRemaining(names::add);
        for (var name : names) {
            var at = path + "/" + name.replace("~", "~0").replace("/", "~1");
            var old = before.get(name);
            var made = after.get(name);
            if (made == null) {
                operation(operations, "remove", at);
            } else if (old == null) {
                operation(operations, "add", at).set("value", made);
            } else if (old.isObject() && made.isObject()) {
                add(operations, at, old, made);
            } else if (!old.equals(made)) {
                operation(operations, "replace", at).set("value", made);
            }
        }
    }

    private static ObjectNode operation(ArrayNode operations, String name, String path) {
        return operations.addObject().put("op", name).put("path", path);
    }

    static void apply(JsonNode operations, ObjectNode document) {
        for (var operation : operations) {
            var path = operation.path("path").asText();
            var end = path.lastIndexOf('/');
            var parent = (ObjectNode) document.at(path.substring(0, end));
            var name = path.substring(end + 1).replace("~1", "/").replace("~0", "~");
            if (operation.path("op").asText().equals("remove")) {
                parent.remove(name);
            } else {
                parent.set(name, operation.get("value"));
            }
        }
    }
}
