package io.focusforge.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/** The chart as `kubectl apply -k` gets it: a base, and for each overlay what it adds, leaves out and changes. Objects by kind and name. */
record PlainManifests(Map<String, JsonNode> objects) {
    static final String NAMESPACE = "focusforge";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** @param profiles as for {@link Chart#render(String, String)} */
    static PlainManifests render(String profiles, String values) {
        var objects = new TreeMap<String, JsonNode>();
        Chart.render(NAMESPACE, NAMESPACE, profiles, values).all().forEach(object -> objects.put(key(object), object));
        return new PlainManifests(objects);
    }

    static String key(JsonNode object) {
        return object.path("kind").asText() + "/" + object.at("/metadata/name").asText();
    }

    /** As a kustomization has it, over a base: {@code resources}, and {@code patches} that leave out and change. */
    ObjectNode over(PlainManifests base) {
        var patches = JSON.arrayNode();
        base.objects.forEach((key, object) -> {
            var mine = objects.get(key);
            if (mine == null) {
                patches.addObject().put("patch", "$patch: delete\n" + Yaml.write(named(object)));
            } else if (!mine.equals(object)) {
                var patch = patches.addObject();
                patch.set("target", target(object));
                patch.put("patch", Yaml.writeQuoted(JsonPatch.between(object, mine)));
            }
        });
        var kustomization = JSON.objectNode();
        kustomization.set("patches", patches);
        return kustomization;
    }

    PlainManifests without(PlainManifests base) {
        var added = new TreeMap<>(objects);
        added.keySet().removeAll(base.objects.keySet());
        return new PlainManifests(added);
    }

    private static ObjectNode named(JsonNode object) {
        var named = JSON.objectNode();
        named.set("apiVersion", object.get("apiVersion"));
        named.set("kind", object.get("kind"));
        named.putObject("metadata").put("name", object.at("/metadata/name").asText());
        return named;
    }

    private static ObjectNode target(JsonNode object) {
        return JSON.objectNode()
                .put("kind", object.path("kind").asText())
                .put("name", object.at("/metadata/name").asText());
    }
}
