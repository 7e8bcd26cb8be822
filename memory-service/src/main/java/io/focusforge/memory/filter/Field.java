package io.focusforge.memory.filter;

/**
 * A field that conditions may be set on.
 *
 * @param name as callers call it
 * @param column the column, or the one with the JSON object that holds it
 * @param key within the object; null for a column
 */
public record Field(String name, Kind kind, String column, String key) {
    public static Field of(String name, Kind kind, String column) {
        return new Field(name, kind, column, null);
    }
}
