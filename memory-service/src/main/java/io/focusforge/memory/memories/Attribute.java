package io.focusforge.memory.memories;

/**
 * What a sentence says of somebody that has one value at a time, such as where the user lives.
 *
 * @param subject {@code user}, or a name
 */
public record Attribute(String subject, String name, String value) {
    private static final int MAX = 200;

    public Attribute {
        subject = normal(subject);
        name = normal(name);
        value = normal(value);
    }

    /** Whether it is whole. */
    public boolean isKnown() {
        return !subject.isEmpty() && !name.isEmpty() && !value.isEmpty();
    }

    private static String normal(String text) {
        var normal = Wording.normal(text == null ? "" : text);
        return normal.substring(0, Math.min(MAX, normal.length()));
    }
}
