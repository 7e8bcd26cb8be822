package io.focusforge.common.event;

import io.focusforge.common.problem.ProblemException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Types of events by their names, or by how they begin: {@code task.created.v1}, {@code task.*}; the prefix of all names may be left out. */
public record TypePattern(String name) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9_]+(\\.[a-z0-9_]+)*(\\.\\*)?");
    private static final int LONGEST = 100;
    private static final Pattern VERSION = Pattern.compile("\\.v\\d+$");

    /** @param field which is refused when the text is no pattern */
    public static TypePattern parse(String field, String text) {
        if (text.length() > LONGEST || !FORM.matcher(text).matches()) {
            throw ProblemException.invalid(
                    field, "must be a type of events such as task.created.v1, or a beginning such as task.*");
        }
        return new TypePattern(text.startsWith(CloudEvent.TYPE_PREFIX) ? text : CloudEvent.TYPE_PREFIX + text);
    }

    public boolean matches(String type) {
        return isOpen() ? type.startsWith(name.substring(0, name.length() - 1)) : type.equals(name);
    }

    /** An expression of Postgres for all stored types that may be read as one of these, of whatever version; null for all. */
    public static String stored(List<TypePattern> patterns) {
        return patterns.isEmpty()
                ? null
                : patterns.stream().map(TypePattern::stored).collect(Collectors.joining("|", "^(", ")$"));
    }

    private String stored() {
        return isOpen()
                ? name.substring(0, name.length() - 1).replace(".", "\\.") + ".*"
                : VERSION.matcher(name).replaceFirst("").replace(".", "\\.") + "\\.v[0-9]+";
    }

    private boolean isOpen() {
        return name.endsWith(".*");
    }
}
