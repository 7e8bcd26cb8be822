package io.focusforge.images;

import io.focusforge.images.PartImage.Contents;
import io.focusforge.local.server.Directories;
import io.focusforge.local.server.LocalFailure;
import io.focusforge.local.stack.JvmFlags;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

/**
 * What runs in an image, as files below {@code /app}. Each has the same time, in the directory and in the image: the JVM takes its
 * ahead-of-time cache only when the archives on the class path have the size and time that they had when it learnt.
 *
 * @param part what of the suite it is
 * @param directory where the files are
 * @param version of the suite
 */
record Application(Part part, Path directory, String version) {
    static final Instant TIME = Instant.EPOCH.plusSeconds(1);
    static final String FLAGS = "service.jvm";
    static final String MATERIALS = "sbom.cdx.json";
    static final String CACHE = "app.aot";

    /** Puts the files of a part that is built there, unless they are there already; what has been learnt goes when they change. */
    static Application stage(Path project, Part part, JavaRuntime java, Path stages) {
        var directory = stages.resolve(part.image());
        var sources = part.files(project);
        var materials = project.resolve(part.module()).resolve("target").resolve("sbom.json");
        if (sources.isEmpty() || !Files.exists(materials)) {
            throw new LocalFailure(
                    "%s is not built, or has no bill of materials: run ./mvnw package.".formatted(part.module()));
        }
        sources.put(MATERIALS, materials);
        var flags = flags(project, part);
        var fingerprint = Fingerprint.of(sources, flags, java);
        var kept = stages.resolve(part.image() + ".fingerprint");
        if (!fingerprint.isIn(kept)) {
            Directories.delete(directory);
            sources.forEach((name, file) -> copy(file, directory.resolve(name)));
            write(directory.resolve(FLAGS), flags);
            fingerprint.write(kept);
        }
        return new Application(part, directory, version(project));
    }

    boolean isTrained() {
        return Files.exists(directory.resolve(CACHE));
    }

    Contents contents(JavaRuntime java, boolean cached) {
        var command = new ArrayList<>(List.of(java.home() + "/bin/java", "@" + FLAGS));
        if (cached) {
            // A JVM that cannot use it, because it is another or has an agent, starts without and says nothing.
            command.addAll(List.of("-XX:AOTCache=" + CACHE, "-Xlog:aot=off,cds=off"));
        }
        command.addAll(part.program());
        var environment = Map.of("JAVA_TOOL_OPTIONS", "-XX:MaxRAMPercentage=50");
        return new Contents(part, part.image(), version, Layers.of(this, cached), command, environment);
    }

    /** Removes the cache, if there is one. */
    void forget() {
        try {
            Files.deleteIfExists(directory.resolve(CACHE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // The server of documents has no log manager but the JDK's.
    private static String flags(Path project, Part part) {
        try {
            var flags = new StringBuilder();
            for (var file : JvmFlags.files(project, part.image())) {
                flags.append(Files.readString(file));
            }
            return flags.toString()
                    .lines()
                    .filter(line -> part.isService() || !line.startsWith("-Djava.util.logging.manager="))
                    .map(line -> line + "\n")
                    .collect(Collectors.joining());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of the suite, as it is built. */
    static String version(Path project) {
        var jar = project.resolve("gateway-service/target/quarkus-app").resolve(Part.JAR);
        try (var file = new JarFile(jar.toFile())) {
            return file.getManifest().getMainAttributes().getValue("Implementation-Version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path file, Path target) {
        try {
            Files.createDirectories(target.getParent());
            Files.copy(file, target);
            Files.setLastModifiedTime(target, FileTime.from(TIME));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path target, String text) {
        try {
            Files.writeString(target, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
