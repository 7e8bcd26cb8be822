package io.focusforge.images;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** The files of an application in layers, those that change least at the bottom, so that an upgrade moves little. */
enum Layers {
    /** What others have made: changes when a version in the POM does. */
    LIBRARIES(name -> name.startsWith("lib/") && !isOurs(name)),
    /** What all services share. */
    SUITE(name -> name.startsWith("lib/") && isOurs(name)),
    /** The part itself. */
    APPLICATION(name -> !name.startsWith("lib/") && !name.equals(Application.CACHE)),
    /** What its JVM has learnt about all below. */
    CACHE(name -> name.equals(Application.CACHE));

    static final String DIRECTORY = "/app";

    private final Predicate<String> files;

    Layers(Predicate<String> files) {
        this.files = files;
    }

    /** Those of an application that have files; the cache only when it is wanted. */
    static List<FileEntriesLayer> of(Application application, boolean cached) {
        var names = names(application.directory());
        return Arrays.stream(values())
                .filter(layer -> cached || layer != CACHE)
                .map(layer -> layer.entries(application.directory(), names))
                .filter(layer -> !layer.getEntries().isEmpty())
                .toList();
    }

    private FileEntriesLayer entries(Path directory, List<String> names) {
        var layer = FileEntriesLayer.builder().setName(name());
        var root = AbsoluteUnixPath.get(DIRECTORY);
        names.stream()
                .filter(files)
                .forEach(name -> layer.addEntry(
                        directory.resolve(name),
                        root.resolve(name),
                        FilePermissions.DEFAULT_FILE_PERMISSIONS,
                        Application.TIME));
        return layer.build();
    }

    private static boolean isOurs(String name) {
        return name.startsWith("lib/main/io.focusforge.");
    }

    private static List<String> names(Path directory) {
        try (var files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> directory.relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
