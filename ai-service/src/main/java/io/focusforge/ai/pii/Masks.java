package io.focusforge.ai.pii;

import io.focusforge.common.problem.ProblemException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What stands for what within one call: the same value has the same placeholder everywhere, such as {@code [EMAIL_1]}. Placeholders that
 * the prompt already held are not given out. Filled once, then only read.
 */
public final class Masks {
    private static final int MOST = 10_000;

    private final Set<String> taken;
    private final Map<String, String> placeholders = new HashMap<>();
    private final Map<String, String> values = new HashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private int longest;

    private Masks(Set<String> taken) {
        this.taken = taken;
    }

    /** @param texts of the prompt, which may hold placeholders that mean something else */
    public static Masks beside(Collection<String> texts) {
        var taken = new HashSet<String>();
        texts.forEach(text -> taken.addAll(Placeholders.in(text)));
        return new Masks(taken);
    }

    public int size() {
        return values.size();
    }

    String placeholder(String kind, String value) {
        var known = placeholders.get(kind + ':' + value);
        return known != null ? known : add(kind, value);
    }

    /** @return null when it stands for nothing */
    String value(String placeholder) {
        return values.get(placeholder);
    }

    int longest() {
        return longest;
    }

    private String add(String kind, String value) {
        if (values.size() == MOST) {
            throw ProblemException.invalid("messages", "may hold %d pieces of personal data".formatted(MOST));
        }
        var placeholder = next(kind);
        placeholders.put(kind + ':' + value, placeholder);
        values.put(placeholder, value);
        longest = Math.max(longest, placeholder.length());
        return placeholder;
    }

    private String next(String kind) {
        String placeholder;
        do {
            placeholder = "[%s_%d]".formatted(kind.toUpperCase(Locale.ROOT), numbers.merge(kind, 1, Integer::sum));
        } while (taken.contains(placeholder));
        return placeholder;
    }
}
