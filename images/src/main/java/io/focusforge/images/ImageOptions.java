package io.focusforge.images;

import io.focusforge.local.server.LocalFailure;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The command line, read.
 *
 * @param parts whose images; all when none is named
 * @param base what they stand on
 * @param architectures for which machines; empty when not said
 * @param registry where they are pushed, as host and path; empty for archives
 * @param tag instead of the version
 * @param insecure whether registries may speak HTTP
 * @param trained whether the images carry an ahead-of-time cache
 * @param executables whether the images have native executables and no JVM
 */
record ImageOptions(
        Set<Part> parts,
        Base base,
        Set<String> architectures,
        Optional<String> registry,
        Optional<String> tag,
        boolean insecure,
        boolean trained,
        boolean executables) {
    static final Set<String> ARCHITECTURES = Set.of("amd64", "arm64");

    static ImageOptions parse(List<String> arguments) {
        var parts = EnumSet.noneOf(Part.class);
        var architectures = new LinkedHashSet<String>();
        Optional<Base> base = Optional.empty();
        Optional<String> registry = Optional.empty();
        Optional<String> tag = Optional.empty();
        var insecure = false;
        var trained = true;
        var executables = false;
        for (var rest = arguments.iterator(); rest.hasNext(); ) {
            var argument = rest.next();
            switch (argument) {
                case "--base" -> base = Optional.of(Base.of(value(argument, rest)));
                case "--arch" -> architectures.addAll(architectures(value(argument, rest)));
                case "--push" -> registry = Optional.of(withoutSlash(value(argument, rest)));
                case "--tag" -> tag = Optional.of(value(argument, rest));
                case "--insecure" -> insecure = true;
                case "--no-training" -> trained = false;
                case "--native" -> executables = true;
                default -> parts.add(part(argument));
            }
        }
        var chosen = parts.isEmpty() ? EnumSet.allOf(Part.class) : parts;
        var below = base.orElse(Base.of(executables ? Base.DEFAULT_WITHOUT_JAVA : Base.DEFAULT));
        return new ImageOptions(chosen, below, architectures, registry, tag, insecure, trained, executables);
    }

    private static Part part(String word) {
        if (word.startsWith("--")) {
            throw new LocalFailure("There is no option %s: ./focusforge help lists them.".formatted(word));
        }
        return Part.of(word);
    }

    private static List<String> architectures(String text) {
        var names = List.of(text.split(",", -1));
        for (var name : names) {
            if (!ARCHITECTURES.contains(name)) {
                throw new LocalFailure(
                        "'%s' is not an architecture of the images: use amd64, arm64 or both.".formatted(name));
            }
        }
        return names;
    }

    private static String withoutSlash(String registry) {
        return registry.endsWith("/") ? registry.substring(0, registry.length() - 1) : registry;
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new LocalFailure("The option %s needs a value.".formatted(option));
        }
        return rest.next();
    }
}
