package io.focusforge.memory.memories;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a memory says, where it belongs and when it is true. Metadata values are strings, numbers or booleans. */
public record Content(
        String text,
        MemoryType type,
        Map<String, Object> metadata,
        List<String> tags,
        double importance,
        Place place,
        Validity validity) {
    static final int MAX_TAGS = 20;
    static final int MAX_METADATA = 32;

    public Content(String text, MemoryType type, Map<String, Object> metadata, List<String> tags, double importance) {
        this(text, type, metadata, tags, importance, Place.DEFAULT, Validity.ALWAYS);
    }

    /** With the tags, metadata and importance of one that says the same; its text is kept with it. */
    Content absorb(Content other) {
        return new Content(
                text,
                type,
                union(other.metadata),
                Stream.concat(tags.stream(), other.tags.stream())
                        .distinct()
                        .limit(MAX_TAGS)
                        .toList(),
                Math.max(importance, other.importance),
                place,
                validity);
    }

    private Map<String, Object> union(Map<String, Object> newer) {
        var all = new TreeMap<>(metadata);
        newer.forEach((key, value) -> {
            if (all.containsKey(key) || all.size() < MAX_METADATA) {
                all.put(key, value);
            }
        });
        return all;
    }
}
