package io.focusforge.images;

import io.focusforge.local.server.LocalFailure;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The parts of the suite that have an image. */
enum Part {
    GATEWAY,
    ORCHESTRATOR,
    AI,
    MEMORY,
    WORKER,
    /** The server that speaks MongoDB's protocol, for trying out in a small cluster. */
    DOCUMENTS;

    static final String JAR = "quarkus-run.jar";

    private static final List<String> OF_QUARKUS = List.of("lib/", "app/", "quarkus/", JAR);
    /** What else the module has on its class path: servers for a laptop, and what reaches them. */
    private static final List<String> NOT_DOCUMENTS =
            List.of("embedded-", "postgresql-", "jackson-", "jose4j-", "commons-compress-", "xz-");

    /** The last part of the image's name. */
    String image() {
        return this == DOCUMENTS ? id() : module();
    }

    /** The Maven module that it is built in. */
    String module() {
        return this == DOCUMENTS ? "local" : id() + "-service";
    }

    boolean isService() {
        return this != DOCUMENTS;
    }

    /** What its JVM is told to run, in the directory with its files. */
    List<String> program() {
        return this == DOCUMENTS
                ? List.of("-cp", "app/local.jar:lib/main/*", "io.focusforge.local.server.DocumentsServer")
                : List.of("-jar", JAR);
    }

    static Part of(String name) {
        return Arrays.stream(values())
                .filter(part -> name.equals(part.id()) || name.equals(part.image()))
                .findFirst()
                .orElseThrow(() -> new LocalFailure(
                        "There is no image of '%s': use gateway, orchestrator, ai, memory, worker or documents."
                                .formatted(name)));
    }

    /** Its files as they are built, by their names in the image; none when it is not built. */
    Map<String, Path> files(Path project) {
        var target = project.resolve(module()).resolve("target");
        return this == DOCUMENTS ? ofModule(target) : ofQuarkus(target.resolve("quarkus-app"));
    }

    private static Map<String, Path> ofQuarkus(Path application) {
        var sources = new TreeMap<String, Path>();
        if (Files.exists(application.resolve(JAR))) {
            try (var files = Files.walk(application)) {
                files.filter(Files::isRegularFile)
                        .forEach(
                                file -> sources.put(application.relativize(file).toString(), file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            sources.keySet().removeIf(name -> OF_QUARKUS.stream().noneMatch(name::startsWith));
        }
        return sources;
    }

    private static Map<String, Path> ofModule(Path target) {
        var sources = new TreeMap<String, Path>();
        if (Files.exists(target.resolve("classpath"))) {
            for (var library : read(target.resolve("classpath")).strip().split(File.pathSeparator)) {
                var file = Path.of(library);
                sources.put("lib/main/" + file.getFileName(), file);
            }
            sources.keySet()
                    .removeIf(name -> NOT_DOCUMENTS.stream().anyMatch(other -> name.startsWith("lib/main/" + other)));
            sources.put("app/local.jar", target.resolve("local.jar"));
        }
        return sources;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
