package io.focusforge.common.identity;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The models that a caller may ask for, by the names that stand in requests: of models, of aliases, or beginnings of names that end in
 * {@code *}. An alias that is allowed may lead to any model.
 *
 * @param names empty when every model may be asked for
 */
public record AllowedModels(Set<String> names) {
    public static final AllowedModels ALL = new AllowedModels(Set.of());
    /** They travel in the token of every call. */
    public static final int MOST_NAMES = 20;

    private static final Pattern NAME = Pattern.compile("[!-)+-~]{1,128}|[!-)+-~]{0,127}\\*");

    public AllowedModels {
        names = Set.copyOf(names);
        if (names.size() > MOST_NAMES || !names.stream().allMatch(AllowedModels::isName)) {
            throw new IllegalArgumentException("these cannot be names of models");
        }
    }

    /** @param names null for all models; an empty list would allow none, and is refused */
    public static AllowedModels of(Collection<String> names) {
        if (names == null) {
            return ALL;
        }
        if (names.isEmpty()) {
            throw new IllegalArgumentException("no model is allowed");
        }
        return new AllowedModels(Set.copyOf(names));
    }

    /** What {@link #text} wrote; null for all. */
    static AllowedModels parse(String text) {
        return text == null ? ALL : of(Set.of(text.split(" ")));
    }

    /** 1 to 128 visible ASCII characters; an asterisk only at the end. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    public boolean isAll() {
        return names.isEmpty();
    }

    public boolean allows(String name) {
        return isAll() || names.contains(name) || names.stream().anyMatch(allowed -> begins(allowed, name));
    }

    /** Whether who has these may give those to somebody else. */
    public boolean includes(AllowedModels others) {
        return isAll() || !others.isAll() && others.names().stream().allMatch(this::allows);
    }

    /** Without spaces within the names. */
    String text() {
        return String.join(" ", new TreeSet<>(names));
    }

    private static boolean begins(String allowed, String name) {
        var last = allowed.length() - 1;
        return allowed.charAt(last) == '*' && name.regionMatches(0, allowed, 0, last);
    }
}
