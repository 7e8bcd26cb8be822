package io.focusforge.memory.memories;

import java.util.List;
import java.util.Map;

/** What a memory says, where it belongs and when it is true. Metadata values are strings, numbers or booleans. */
public record Content(
        String text,
        MemoryType type,
        Map<String, Object> metadata,
        List<String> tags,
        double importance,
        Place place,
        Validity validity) {
    public Content(String text, MemoryType type, Map<String, Object> metadata, List<String> tags, double importance) {
        this(text, type, metadata, tags, importance, Place.DEFAULT, Validity.ALWAYS);
    }
}
