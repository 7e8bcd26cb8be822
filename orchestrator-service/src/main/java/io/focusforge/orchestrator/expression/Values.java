package io.focusforge.orchestrator.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON as the expressions see it, and back. */
final class Values {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Values() {}

    static Map<String, Object> context(Map<String, JsonNode> scope) {
        var context = LinkedHashMap.<String, Object>newLinkedHashMap(scope.size());
        scope.forEach((name, value) -> context.put(name, of(value)));
        return context;
    }

    private static Object of(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> object(node);
            case ARRAY -> array(node);
            case NUMBER -> number(node);
            case BOOLEAN -> node.booleanValue();
            case STRING -> node.textValue();
            case NULL, MISSING, BINARY, POJO -> null;
        };
    }

    private static Map<String, Object> object(JsonNode node) {
        var map = LinkedHashMap.<String, Object>newLinkedHashMap(node.size());
        node.properties().forEach(field -> map.put(field.getKey(), of(field.getValue())));
        return map;
    }

    private static List<Object> array(JsonNode node) {
        var list = new ArrayList<>(node.size());
        node.forEach(item -> list.add(of(item)));
        return list;
    }

    private static Number number(JsonNode node) {
        if (node.canConvertToInt() && node.isIntegralNumber()) {
            return node.intValue();
        }
        return node.isIntegralNumber() && node.canConvertToLong() ? (Number) node.longValue() : node.doubleValue();
    }

    static JsonNode json(Object value, Bounds bounds) {
        return switch (value) {
            case null -> JSON.nullNode();
            case String text -> JSON.textNode(text);
            case Boolean truth -> JSON.booleanNode(truth);
            case Integer number -> JSON.numberNode(number);
            case Long number -> JSON.numberNode(number);
            case BigInteger number -> JSON.numberNode(number);
            case BigDecimal number -> JSON.numberNode(number);
            case Number number -> JSON.numberNode(number.doubleValue());
            case List<?> list -> list(list, bounds);
            case Map<?, ?> map -> map(map, bounds);
            default -> throw new ExpressionException("must give a value, not a function");
        };
    }

    private static ArrayNode list(List<?> list, Bounds bounds) {
        if (list.size() > bounds.size()) {
            throw new ExpressionException("makes more than it may");
        }
        var array = JSON.arrayNode(list.size());
        list.forEach(item -> array.add(json(item, bounds)));
        return array;
    }

    private static ObjectNode map(Map<?, ?> map, Bounds bounds) {
        var object = JSON.objectNode();
        map.forEach((name, value) -> object.set(String.valueOf(name), json(value, bounds)));
        return object;
    }
}
