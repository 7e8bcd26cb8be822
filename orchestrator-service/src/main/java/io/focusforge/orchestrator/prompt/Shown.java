package io.focusforge.orchestrator.prompt;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** JSON as a template sees it: maps, lists and plain values, which know whether their text comes from elsewhere. */
final class Shown {
    private Shown() {}

    static Object of(JsonNode node, boolean foreign) {
        return switch (node.getNodeType()) {
            case OBJECT -> new Fields(node, name -> foreign);
            case ARRAY -> new Items(node, foreign);
            case STRING -> foreign ? new Foreign(node.textValue()) : node.textValue();
            case NUMBER -> node.numberValue();
            case BOOLEAN -> node.booleanValue();
            case NULL, MISSING, BINARY, POJO -> null;
        };
    }

    /** The JSON behind it, and whether it comes from elsewhere. */
    interface Behind {
        JsonNode node();

        boolean foreign();
    }

    /** Text from elsewhere. */
    record Foreign(String text) {}

    /** An object; each of its fields may come from elsewhere or not. */
    static final class Fields extends AbstractMap<String, Object> implements Behind {
        private final JsonNode node;
        private final Predicate<String> foreign;

        Fields(JsonNode node, Predicate<String> foreign) {
            this.node = node;
            this.foreign = foreign;
        }

        @Override
        public JsonNode node() {
            return node;
        }

        @Override
        public boolean foreign() {
            return node.properties().stream().anyMatch(field -> foreign.test(field.getKey()));
        }

        @Override
        public boolean containsKey(Object name) {
            return node.has(String.valueOf(name));
        }

        @Override
        public Object get(Object name) {
            var text = String.valueOf(name);
            return of(node.path(text), foreign.test(text));
        }

        @Override
        public Set<Map.Entry<String, Object>> entrySet() {
            var fields = new LinkedHashMap<String, Object>();
            node.fieldNames().forEachRemaining(name -> fields.put(name, get(name)));
            return fields.entrySet();
        }
    }

    static final class Items extends AbstractList<Object> implements Behind {
        private final JsonNode node;
        private final boolean foreign;

        Items(JsonNode node, boolean foreign) {
            this.node = node;
            this.foreign = foreign;
        }

        @Override
        public JsonNode node() {
            return node;
        }

        @Override
        public boolean foreign() {
            return foreign;
        }

        @Override
        public Object get(int index) {
            return of(node.get(index), foreign);
        }

        @Override
        public int size() {
            return node.size();
        }
    }
}
