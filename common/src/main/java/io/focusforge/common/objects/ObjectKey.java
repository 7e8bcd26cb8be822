package io.focusforge.common.objects;

import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Names an object: {@code <area>/tenant=<uuid>/<segment>/…}. Segments are letters, digits and {@code . _ = -} and begin with a letter or a digit,
 * so that none of them can be {@code ..}, empty or hidden.
 *
 * @param area what kind of thing it is, as in {@code payloads}
 */
public record ObjectKey(String area, UUID tenant, List<String> segments) {
    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._=-]{0,127}");
    private static final int DEEPEST = 8;

    public ObjectKey {
        segments = List.copyOf(segments);
        if (tenant == null || segments.isEmpty() || segments.size() > DEEPEST) {
            throw new IllegalArgumentException("a key has a tenant, and 1 to " + DEEPEST + " segments");
        }
        requireSegment(area);
        segments.forEach(ObjectKey::requireSegment);
    }

    public static ObjectKey of(String area, UUID tenant, String... segments) {
        return new ObjectKey(area, tenant, List.of(segments));
    }

    /** Relative, with slashes. */
    public String path() {
        return area + "/tenant=" + tenant + "/" + String.join("/", segments);
    }

    private static void requireSegment(String segment) {
        if (!SEGMENT.matcher(segment).matches()) {
            throw new IllegalArgumentException("not a segment of a key: " + segment);
        }
    }
}
