package io.focusforge.local.nativeparts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The classes that a module's {@code native-image.properties} name, for which the builder passes over what is not there: what was renamed is then begun
 * when the executable is made, and each process has the same random numbers.
 */
final class NamedClasses {
    private static final String OPTION = "--initialize-at-(?:run|build)-time=.+";
    /** As against a package, which may be named as well. */
    private static final String CLASS = "(?:[a-z0-9_]+\\.)+[A-Z].*";

    private final List<Path> files;

    NamedClasses(List<Path> files) {
        this.files = files;
    }

    List<String> forgotten() {
        return files.stream()
                .flatMap(NamedClasses::arguments)
                .filter(argument -> argument.matches(OPTION))
                .flatMap(argument -> Arrays.stream(
                        argument.substring(argument.indexOf('=') + 1).split(",")))
                .filter(name -> name.matches(CLASS) && !isThere(name))
                .sorted()
                .toList();
    }

    private static Stream<String> arguments(Path file) {
        var properties = new Properties();
        try (var in = Files.newInputStream(file)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Arrays.stream(properties.getProperty("Args", "").split("\\s+"));
    }

    private static boolean isThere(String name) {
        var file = name.replace('.', '/') + ".class";
        return Thread.currentThread().getContextClassLoader().getResource(file) != null;
    }
}
