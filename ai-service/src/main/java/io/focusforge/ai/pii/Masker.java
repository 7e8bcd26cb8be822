package io.focusforge.ai.pii;

import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Puts placeholders in the place of personal data. */
@Singleton
public class Masker {
    private final List<Recognizer> recognizers;

    Masker(@All List<Recognizer> recognizers) {
        this.recognizers = recognizers;
    }

    /**
     * @param kinds that are looked for; all when it is empty
     * @return the same text when there is nothing in it
     */
    public String mask(String text, Set<String> kinds, Masks masks) {
        var found = found(text, kinds);
        return found.isEmpty() ? text : replaced(text, found, masks);
    }

    private List<Found> found(String text, Set<String> kinds) {
        var all = new ArrayList<Found>();
        for (var recognizer : recognizers) {
            all.addAll(recognizer.find(text));
        }
        Stream<Found> wanted = all.stream().filter(one -> kinds.isEmpty() || kinds.contains(one.kind()));
        return wanted.sorted(Found.IN_ORDER).toList();
    }

    private static String replaced(String text, List<Found> found, Masks masks) {
        var masked = new StringBuilder(text.length());
        var at = 0;
        for (var one : found) {
            if (one.from() >= at) {
                masked.append(text, at, one.from())
                        .append(masks.placeholder(one.kind(), text.substring(one.from(), one.to())));
                at = one.to();
            }
        }
        return masked.append(text, at, text.length()).toString();
    }
}
