package io.focusforge.bench;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What was given after the benchmark's name: {@code --key value}, or {@code --flag} alone. */
public record Options(Map<String, String> given) {
    private static final Set<String> WITH_VALUE = Set.of(
            "--json",
            "--data",
            "--cranfield",
            "--only",
            "--calls",
            "--chunks",
            "--memories",
            "--rounds",
            "--events",
            "--jobs",
            "--seconds",
            "--connections");
    private static final Set<String> FLAGS = Set.of("--million");

    static Options of(List<String> words) {
        var given = new HashMap<String, String>();
        for (var rest = words.iterator(); rest.hasNext(); ) {
            var word = rest.next();
            if (FLAGS.contains(word)) {
                given.put(word, "");
            } else if (WITH_VALUE.contains(word) && rest.hasNext()) {
                given.put(word, rest.next());
            } else {
                throw new IllegalArgumentException(
                        WITH_VALUE.contains(word) ? word + " needs a value" : "there is no option " + word);
            }
        }
        return new Options(given);
    }

    /** The directory of the sources, which is above what is built. */
    public static Path project() {
        return Path.of(System.getProperty("focusforge.project", "")).toAbsolutePath();
    }

    public boolean has(String option) {
        return given.containsKey(option);
    }

    String text(String option) {
        return given.get(option);
    }

    public Optional<Path> directory(String option) {
        return Optional.ofNullable(text(option)).map(Path::of);
    }

    /** What is separated by commas. */
    public Set<String> words(String option) {
        return has(option) ? Set.of(text(option).split(",")) : Set.of();
    }

    public int positive(String option, int otherwise) {
        try {
            var number = has(option) ? Integer.parseInt(text(option)) : otherwise;
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " must be a number", e);
        }
        throw new IllegalArgumentException(option + " must be more than 0");
    }
}
