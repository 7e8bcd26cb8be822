package io.focusforge.gateway.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.focusforge.common.call.Service;
import io.focusforge.gateway.traffic.Route;
import java.util.HashMap;
import java.util.Map;

/**
 * Puts OpenAPI documents together. Only paths that the gateway routes to the service are taken, so nothing internal shows; a component whose name is
 * taken by a different one gets the service's name in front.
 */
final class OpenApiMerge {
    /** Names the services whose part is missing. */
    static final String UNAVAILABLE = "x-focusforge-unavailable";

    private static final String REFERENCE = "$ref";
    private static final String COMPONENTS = "#/components/";

    private final ObjectNode document;
    private final ObjectNode paths;
    private final ObjectNode components;

    OpenApiMerge(ObjectMapper json, String version) {
        document = json.createObjectNode();
        document.put("openapi", "3.1.0");
        document.putObject("info").put("title", "FocusForge").put("version", version);
        document.putArray("security").addObject().putArray("apiKey");
        paths = document.putObject("paths");
        components = document.putObject("components");
        components
                .putObject("securitySchemes")
                .putObject("apiKey")
                .put("type", "http")
                .put("scheme", "bearer")
                .put("description", "An API key: Authorization: Bearer ff_…");
    }

    JsonNode document() {
        return document;
    }

    void leaveOut(Service service) {
        document.withArray(UNAVAILABLE).add(service.key());
    }

    void add(Service service, ObjectNode part) {
        var renamed = new HashMap<String, String>();
        part.path("components")
                .properties()
                .forEach(kind -> kind.getValue().properties().forEach(component -> {
                    var name = freeName(service, kind.getKey(), component);
                    renamed.put(reference(kind.getKey(), component.getKey()), reference(kind.getKey(), name));
                }));
        part.path("components").properties().stream()
                .filter(kind -> !kind.getKey().equals("securitySchemes"))
                .forEach(kind -> addComponents(kind, renamed));
        part.path("paths").properties().stream()
                .filter(path -> Route.of(path.getKey()) != Route.NONE
                        && Route.of(path.getKey()).service() == service)
                .forEach(path -> paths.set(path.getKey(), rewrite(path.getValue(), renamed)));
    }

    private String freeName(Service service, String kind, Map.Entry<String, JsonNode> component) {
        var taken = components.path(kind).get(component.getKey());
        return taken == null || taken.equals(component.getValue())
                ? component.getKey()
                : service.key() + "." + component.getKey();
    }

    private void addComponents(Map.Entry<String, JsonNode> kind, Map<String, String> renamed) {
        var target = components.withObjectProperty(kind.getKey());
        kind.getValue().properties().forEach(component -> {
            var name = renamed.get(reference(kind.getKey(), component.getKey()));
            target.set(name.substring(name.lastIndexOf('/') + 1), rewrite(component.getValue(), renamed));
        });
    }

    private static JsonNode rewrite(JsonNode node, Map<String, String> renamed) {
        switch (node) {
            case ObjectNode object -> {
                object.properties().forEach(field -> field.setValue(rewriteField(field, renamed)));
                return object;
            }
            case ArrayNode array -> {
                for (var i = 0; i < array.size(); i++) {
                    array.set(i, rewrite(array.get(i), renamed));
                }
                return array;
            }
            default -> {
                return node;
            }
        }
    }

    private static JsonNode rewriteField(Map.Entry<String, JsonNode> field, Map<String, String> renamed) {
        if (field.getKey().equals(REFERENCE) && field.getValue().isTextual()) {
            var target = field.getValue().textValue();
            return TextNode.valueOf(renamed.getOrDefault(target, target));
        }
        return rewrite(field.getValue(), renamed);
    }

    private static String reference(String kind, String name) {
        return COMPONENTS + kind + "/" + name;
    }
}
