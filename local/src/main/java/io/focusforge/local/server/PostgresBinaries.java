package io.focusforge.local.server;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** Where PostgreSQL's programs are: an installation, or what is unpacked once from the Maven artifact. */
record PostgresBinaries(Path bin, int majorVersion) {
    private static final String EMBEDDED = "embedded-18";
    private static final int EMBEDDED_VERSION = 18;
    private static final int EXECUTABLE = 0100;

    /** @param directory for what is unpacked, when the environment names none */
    static PostgresBinaries find(Optional<Path> home, Path directory) {
        return home.map(PostgresBinaries::installed)
                .orElseGet(() -> unpacked(ServersOptions.programs().orElse(directory)));
    }

    String program(String name) {
        return bin.resolve(name).toString();
    }

    private static PostgresBinaries installed(Path home) {
        var bin = home.resolve("bin");
        if (!Files.isExecutable(bin.resolve("initdb"))) {
            throw new LocalFailure("%s says %s, but there is no PostgreSQL server in its bin directory."
                    .formatted(ServersOptions.POSTGRES_HOME, home));
        }
        return new PostgresBinaries(bin, version(bin.resolve("postgres").toString()));
    }

    /** Any number of threads and processes may ask at once. */
    static synchronized PostgresBinaries unpacked(Path directory) {
        var target = Directories.make(directory).resolve(EMBEDDED);
        try (var channel = FileChannel.open(
                        directory.resolve(EMBEDDED + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            if (lock.isValid() && !Files.isDirectory(target)) {
                var partial = directory.resolve(EMBEDDED + ".part");
                Directories.delete(partial);
                Directories.make(partial);
                unpack(partial);
                move(partial, target);
            }
        } catch (IOException e) {
            throw notUnpacked(target, e);
        }
        return new PostgresBinaries(target.resolve("bin"), EMBEDDED_VERSION);
    }

    private static void unpack(Path target) {
        try (var archive = new TarArchiveInputStream(new XZCompressorInputStream(archive()))) {
            for (var entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                write(entry, archive, target);
            }
        } catch (IOException e) {
            throw notUnpacked(target, e);
        }
    }

    private static LocalFailure notUnpacked(Path target, IOException e) {
        return new LocalFailure("PostgreSQL cannot be unpacked to %s: %s.".formatted(target, Directories.reason(e)), e);
    }

    private static InputStream archive() throws IOException {
        try {
            return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
                    System.getProperty("os.name").startsWith("Mac") ? "Darwin" : System.getProperty("os.name"),
                    System.getProperty("os.arch"));
        } catch (IllegalStateException | UnsupportedOperationException e) {
            throw new LocalFailure(
                    "There is no embedded PostgreSQL for %s on %s: install one and name it in %s."
                            .formatted(
                                    System.getProperty("os.name"),
                                    System.getProperty("os.arch"),
                                    ServersOptions.POSTGRES_HOME),
                    e);
        }
    }

    private static void write(TarArchiveEntry entry, InputStream content, Path target) throws IOException {
        var file = target.resolve(entry.getName()).normalize();
        if (!file.startsWith(target)) {
            throw new IOException("entry outside of the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            Files.copy(target.resolve(entry.getLinkName()), file, StandardCopyOption.COPY_ATTRIBUTES);
        } else {
            Files.copy(content, file);
            allowToRun(file, entry.getMode());
        }
    }

    private static void allowToRun(Path file, int mode) throws IOException {
        if ((mode & EXECUTABLE) != 0) {
            Files.setPosixFilePermissions(
                    file,
                    EnumSet.of(
                            PosixFilePermission.OWNER_READ,
                            PosixFilePermission.OWNER_WRITE,
                            PosixFilePermission.OWNER_EXECUTE,
                            PosixFilePermission.GROUP_READ,
                            PosixFilePermission.GROUP_EXECUTE,
                            PosixFilePermission.OTHERS_READ,
                            PosixFilePermission.OTHERS_EXECUTE));
        }
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new LocalFailure("%s cannot be made: %s.".formatted(to, Directories.reason(e)), e);
        }
    }

    private static int version(String postgres) {
        try {
            var process = new ProcessBuilder(postgres, "--version")
                    .redirectErrorStream(true)
                    .start();
            var text = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            return Integer.parseInt(text.replaceFirst("(?s)\\D*(\\d+).*", "$1"));
        } catch (IOException | NumberFormatException e) {
            throw new LocalFailure("%s does not say its version: %s.".formatted(postgres, e.getMessage()), e);
        }
    }
}
