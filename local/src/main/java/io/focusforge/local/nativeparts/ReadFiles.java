package io.focusforge.local.nativeparts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.NameAndTypeEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.net.URL;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What is read from the class path while a service runs: the module's files, and those of libraries that its code names. */
final class ReadFiles {
    private static final String INCLUDES = "quarkus.native.resources.includes";
    /** In the order in which the one goes before the other. */
    private static final List<String> SETTINGS =
            List.of("application.properties", "META-INF/microprofile-config.properties");
    /** Extensions keep these. */
    private static final List<String> KEPT = List.of("META-INF/", "application.properties", "db/", "templates/");

    private final List<ClassModel> classes;
    private final List<String> files;

    ReadFiles(List<ClassModel> classes, List<String> files) {
        this.classes = classes;
        this.files = files;
    }

    List<String> forgotten() {
        var included = included();
        return Stream.concat(files.stream(), named())
                .filter(file -> KEPT.stream().noneMatch(file::startsWith))
                .filter(file -> included.stream().noneMatch(glob -> glob.matches(Path.of(file))))
                .distinct()
                .sorted()
                .toList();
    }

    /** Texts that are names of files, in classes that read files of the class path. */
    private Stream<String> named() {
        return classes.stream()
                .filter(model -> entries(model, NameAndTypeEntry.class)
                        .anyMatch(entry -> entry.name().stringValue().startsWith("getResource")))
                .flatMap(model -> entries(model, StringEntry.class))
                .map(StringEntry::stringValue)
                .map(text -> text.startsWith("/") ? text.substring(1) : text)
                .filter(name -> name.matches(".*\\w\\.\\w+") && loader().getResource(name) != null);
    }

    private static <T extends PoolEntry> Stream<T> entries(ClassModel model, Class<T> kind) {
        return StreamSupport.stream(model.constantPool().spliterator(), false)
                .filter(kind::isInstance)
                .map(kind::cast);
    }

    private static List<PathMatcher> included() {
        return SETTINGS.stream()
                .flatMap(ReadFiles::setting)
                .findFirst()
                .map(patterns -> Arrays.stream(patterns.split(",")))
                .orElse(Stream.empty())
                .map(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob.strip()))
                .toList();
    }

    private static Stream<String> setting(String file) {
        try {
            return Collections.list(loader().getResources(file)).stream()
                    .map(ReadFiles::properties)
                    .flatMap(properties -> Optional.ofNullable(properties.getProperty(INCLUDES)).stream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Properties properties(URL file) {
        try (var in = file.openStream()) {
            var properties = new Properties();
            properties.load(in);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ClassLoader loader() {
        return Thread.currentThread().getContextClassLoader();
    }
}
