package io.focusforge.memory.memories;

import java.util.List;
import java.util.Map;

/** What a memory says. Metadata values are strings, numbers or booleans. */
public record Content(
        String text, MemoryType type, Map<String, Object> metadata, List<String> tags, double importance) {}
