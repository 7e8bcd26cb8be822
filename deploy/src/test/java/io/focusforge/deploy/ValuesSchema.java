package io.focusforge.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The JSON Schema of the values: what is not in {@code values.yaml} is refused, and so is another type. */
final class ValuesSchema {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String COMPONENT = "component";
    private static final String WORKER = "worker";

    private final List<Value> values;

    ValuesSchema(List<Value> values) {
        this.values = values;
    }

    ObjectNode schema() {
        var schema = JSON.objectNode().put("$schema", "http://json-schema.org/draft-07/schema#");
        schema.setAll(strict(values));
        ((ObjectNode) schema.get("properties")).putObject("global").put("type", "object");
        var definitions = schema.putObject("definitions");
        definitions.set(COMPONENT, strict(top("defaults").children()));
        var worker = strict(top("defaults").children());
        ((ObjectNode) worker.get("properties")).setAll(properties(List.of(queues())));
        definitions.set(WORKER, worker);
        return schema;
    }

    private Value top(String name) {
        return values.stream()
                .filter(value -> value.path().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Value queues() {
        return top("workers").children().getFirst().children().getFirst();
    }

    private ObjectNode strict(List<Value> children) {
        var object = JSON.objectNode().put("type", "object").put("additionalProperties", false);
        object.set("properties", properties(children));
        return object;
    }

    private ObjectNode properties(List<Value> children) {
        var properties = JSON.objectNode();
        children.forEach(child -> properties.set(child.name(), of(child)));
        return properties;
    }

    private ObjectNode of(Value value) {
        var schema = typed(value);
        if (!value.description().isEmpty() && !schema.has("$ref")) {
            schema.put("description", value.description());
        }
        return schema;
    }

    private ObjectNode typed(Value value) {
        if (value.is(COMPONENT)) {
            return reference(COMPONENT);
        }
        if (value.is(WORKER)) {
            var workers = JSON.objectNode().put("type", "object");
            workers.putObject("propertyNames").put("pattern", "^[a-z][a-z0-9-]{0,20}$");
            workers.set("additionalProperties", reference(WORKER));
            return workers;
        }
        if (value.is("free")) {
            return JSON.objectNode().put("type", "object");
        }
        if (value.is("map")) {
            var map = JSON.objectNode().put("type", "object");
            map.putObject("additionalProperties").set("type", array(value.words("map")));
            return map;
        }
        return value.initial().isObject() ? strict(value.children()) : scalar(value);
    }

    private static ObjectNode scalar(Value value) {
        var schema = JSON.objectNode();
        value.mark("type")
                .ifPresentOrElse(type -> schema.put("type", type), () -> schema.put("type", type(value.initial())));
        value.mark("items").ifPresent(items -> schema.putObject("items").put("type", items));
        value.mark("min").ifPresent(least -> schema.put("minimum", Integer.parseInt(least)));
        value.mark("max").ifPresent(most -> schema.put("maximum", Integer.parseInt(most)));
        if (value.is("enum")) {
            var choices = schema.putArray("enum");
            var numbers = value.initial().isNumber();
            value.words("enum")
                    .forEach(word ->
                            choices.add(numbers ? JSON.numberNode(Integer.parseInt(word)) : JSON.textNode(word)));
        }
        return schema;
    }

    private static String type(JsonNode initial) {
        return switch (initial.getNodeType()) {
            case BOOLEAN -> "boolean";
            case NUMBER -> initial.isIntegralNumber() ? "integer" : "number";
            case ARRAY -> "array";
            case STRING, BINARY, MISSING, NULL, OBJECT, POJO -> "string";
        };
    }

    private static ObjectNode reference(String definition) {
        return JSON.objectNode().put("$ref", "#/definitions/" + definition);
    }

    private static JsonNode array(List<String> words) {
        var array = JSON.arrayNode();
        words.forEach(array::add);
        return array;
    }
}
