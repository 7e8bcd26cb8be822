package io.focusforge.images;

import io.focusforge.local.server.Directories;
import io.focusforge.local.server.LocalFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/**
 * The JVM that a base image has, unpacked, so that it can be looked at, and taught what its image will run.
 *
 * @param architecture of the image
 * @param home where the image has it, such as {@code /opt/java/openjdk}
 * @param files where it is unpacked
 * @param version as its {@code release} says
 */
record JavaRuntime(String architecture, String home, Path files, String version) {
    private static final String LIBRARY = "/lib/server/libjvm.so";
    private static final int NEEDED = 25;
    private static final int EXECUTABLE = 0100;

    /** Unpacks it to a directory, which is replaced. */
    static JavaRuntime unpack(Base base, ImageArchive image, Path directory) {
        var home = home(base, image);
        Directories.delete(directory);
        for (var layer : image.layers()) {
            image.read(layer, (entry, content) -> unpack(entry, content, home, directory));
        }
        return new JavaRuntime(image.architecture(), "/" + home, directory, version(base, directory));
    }

    /** Whether it runs on this machine. */
    boolean runsHere() {
        return System.getProperty("os.name").equals("Linux") && architecture.equals(machine());
    }

    /** This machine's architecture, as images call it. */
    static String machine() {
        var name = System.getProperty("os.arch");
        return name.equals("aarch64") ? "arm64" : name.equals("x86_64") ? "amd64" : name;
    }

    private static String home(Base base, ImageArchive image) {
        var homes = new ArrayList<String>();
        for (var layer : image.layers()) {
            image.read(layer, (entry, content) -> {
                var name = relative(entry.getName());
                if (entry.isFile() && name.endsWith(LIBRARY)) {
                    homes.add(name.substring(0, name.length() - LIBRARY.length()));
                }
            });
        }
        if (homes.isEmpty()) {
            throw new LocalFailure("The base %s has no Java: choose one with a JRE %d.".formatted(base, NEEDED));
        }
        return homes.getLast();
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, String home, Path directory)
            throws IOException {
        var name = relative(entry.getName());
        if (!name.startsWith(home + "/")) {
            return;
        }
        var target = directory.resolve(name.substring(home.length() + 1)).normalize();
        if (!target.startsWith(directory)) {
            throw new IOException("a file of the image leaves its directory: " + name);
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        Files.deleteIfExists(target);
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            var original = relative(entry.getLinkName()).substring(home.length() + 1);
            Files.copy(directory.resolve(original), target, StandardCopyOption.COPY_ATTRIBUTES);
        } else {
            Files.copy(content, target);
            if ((entry.getMode() & EXECUTABLE) != 0 && !target.toFile().setExecutable(true)) {
                throw new IOException(target + " cannot be made executable");
            }
        }
    }

    private static String relative(String name) {
        return name.startsWith("./") ? name.substring(2) : name.startsWith("/") ? name.substring(1) : name;
    }

    private static String version(Base base, Path directory) {
        var release = new Properties();
        try (var lines = Files.newBufferedReader(directory.resolve("release"))) {
            release.load(lines);
        } catch (IOException e) {
            throw new LocalFailure("The base %s has a Java that does not say its version.".formatted(base), e);
        }
        var version = release.getProperty("JAVA_VERSION", "").replace("\"", "");
        if (!List.of(version.split("[.+-]")).getFirst().equals("" + NEEDED)) {
            throw new LocalFailure(
                    "The base %s has Java '%s': choose one with a JRE %d, which the services are made for."
                            .formatted(base, version, NEEDED));
        }
        return version;
    }
}
