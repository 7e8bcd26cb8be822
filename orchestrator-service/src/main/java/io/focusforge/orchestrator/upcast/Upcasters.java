package io.focusforge.orchestrator.upcast;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All upcasters, in chains that end at the newest version of a type. */
@ApplicationScoped
public class Upcasters {
    /** @param data JSON */
    public record Event(String type, String data) {}

    private final Map<String, Upcaster> byType = new HashMap<>();
    private final ObjectMapper json;

    Upcasters(@All List<Upcaster> all, ObjectMapper json) {
        this.json = json;
        for (var upcaster : all) {
            if (byType.put(upcaster.from(), upcaster) != null) {
                throw new IllegalStateException("two upcasters of " + upcaster.from());
            }
        }
        byType.keySet().forEach(this::requireEnd);
    }

    public static Upcasters none(ObjectMapper json) {
        return new Upcasters(List.of(), json);
    }

    /** The version of a type that its name ends with. */
    public static int version(String type) {
        return Integer.parseInt(type.substring(type.lastIndexOf(".v") + 2));
    }

    /** The newest version; what has no newer one is returned as it is. */
    public Event newest(String type, String data) {
        return byType.containsKey(type) ? upcast(type, data) : new Event(type, data);
    }

    private Event upcast(String type, String data) {
        try {
            var tree = (ObjectNode) json.readTree(data);
            var name = type;
            for (var next = byType.get(name); next != null; next = byType.get(name)) {
                tree = next.upcast(tree);
                name = next.to();
            }
            return new Event(name, json.writeValueAsString(tree));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored event of the type " + type + " is not readable", e);
        }
    }

    private void requireEnd(String type) {
        var steps = 0;
        for (var next = byType.get(type); next != null; next = byType.get(next.to())) {
            if (++steps > byType.size()) {
                throw new IllegalStateException("the upcasters of " + type + " go round in a circle");
            }
        }
    }
}
