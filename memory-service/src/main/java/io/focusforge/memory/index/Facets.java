package io.focusforge.memory.index;

import io.focusforge.memory.memories.Memory;
import io.focusforge.memory.memories.Owner;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What memories are filtered by, as an array of JSON objects in their order; and the text of the turn before, if it is in the same batch. */
final class Facets {
    private Facets() {}

    static JsonArray of(List<Memory> memories) {
        var before = turnsBefore(memories);
        var all = new JsonArray();
        memories.forEach(memory -> all.add(facets(memory).put("turn_before", before.get(memory.id()))));
        return all;
    }

    private static JsonObject facets(Memory memory) {
        var content = memory.content();
        var place = content.place();
        return new JsonObject()
                .put("namespace", place.namespace())
                .put("tags", new JsonArray(content.tags()))
                .put("metadata", new JsonObject(content.metadata()))
                .put("agent", place.subject().agent())
                .put("run", place.subject().run())
                .put("session", place.session())
                .put("valid_from", text(content.validity().from()))
                .put("valid_to", text(content.validity().to()))
                .put("updated_at", text(memory.updatedAt()))
                .put("accessed_at", text(memory.access().at()))
                .put("access_count", memory.access().count())
                .put("state", memory.lineage().state().name());
    }

    /** Memories that follow one another. */
    private record Thread(Owner owner, String session, String run) {
        static Thread of(Memory memory) {
            var place = memory.content().place();
            var run = place.session() == null ? place.subject().run() : null;
            return new Thread(memory.owner(), place.session(), run);
        }

        boolean isNone() {
            return session == null && run == null;
        }
    }

    private static Map<UUID, String> turnsBefore(List<Memory> memories) {
        var latest = new HashMap<Thread, String>();
        var before = new HashMap<UUID, String>();
        memories.stream().sorted(Comparator.comparing(Memory::createdAt)).forEach(memory -> {
            var thread = Thread.of(memory);
            if (!thread.isNone()) {
                before.put(memory.id(), latest.put(thread, memory.content().text()));
            }
        });
        return before;
    }

    private static String text(Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
