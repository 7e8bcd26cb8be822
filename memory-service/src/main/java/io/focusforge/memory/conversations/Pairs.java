package io.focusforge.memory.conversations;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;

/** Metadata in MongoDB: a list of pairs, because a key may hold any character. */
public final class Pairs {
    private Pairs() {}

    public static List<Document> of(Map<String, Object> metadata) {
        return metadata.entrySet().stream()
                .map(entry -> new Document("k", entry.getKey()).append("v", entry.getValue()))
                .toList();
    }

    /** @param pairs null for none */
    public static Map<String, Object> read(List<Document> pairs) {
        var metadata = new TreeMap<String, Object>();
        if (pairs != null) {
            pairs.forEach(pair -> metadata.put(pair.getString("k"), pair.get("v")));
        }
        return metadata;
    }
}
