package io.focusforge.memory.documents;

import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What its owner says of a document.
 *
 * @param shared whether all users of the tenant see it
 * @param key the owner's name for it, or null; what comes under the same name is its next version
 * @param metadata strings, numbers or booleans
 * @param source that brought it, or null
 */
public record Label(
        String collection, boolean shared, String key, String title, Map<String, Object> metadata, UUID source) {
    public Label {
        metadata = java.util.Collections.unmodifiableMap(new TreeMap<>(metadata));
    }
}
