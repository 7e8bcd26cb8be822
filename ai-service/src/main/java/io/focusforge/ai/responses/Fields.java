package io.focusforge.ai.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Takes fields over from one object to another. */
final class Fields {
    private Fields() {}

    static void copy(JsonNode from, ObjectNode to, List<String> names) {
        names.stream().filter(from::hasNonNull).forEach(name -> to.set(name, from.get(name)));
    }
}
