package io.focusforge.local.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.io.FileUtils;

/** Directories and files that only their owner can read. */
public final class Directories {
    private Directories() {}

    /** Makes a directory that can be written, or says why not. */
    public static Path make(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (AccessDeniedException e) {
            throw notWritable(directory);
        } catch (FileSystemException e) {
            throw new LocalFailure("%s cannot be made: %s.".formatted(directory, reason(e)));
        } catch (IOException e) {
            throw new LocalFailure("%s cannot be made: %s.".formatted(directory, e.getMessage()));
        }
        if (!Files.isWritable(directory)) {
            throw notWritable(directory);
        }
        return directory;
    }

    /** Replaces a file in one step, so that a reader never sees half of it. */
    public static void write(Path file, String content) {
        try {
            Files.createDirectories(file.getParent());
            var temporary = Files.createTempFile(
                    file.getParent(),
                    "." + file.getFileName(),
                    ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(temporary, content);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new LocalFailure("%s cannot be written: %s.".formatted(file, reason(e)), e);
        }
    }

    /** Deletes a directory and all in it, also while something else deletes there. */
    public static void delete(Path directory) {
        try {
            FileUtils.deleteDirectory(directory.toFile());
        } catch (NoSuchFileException e) {
            delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String reason(IOException e) {
        return e instanceof FileSystemException fs && fs.getReason() != null ? fs.getReason() : e.getMessage();
    }

    private static LocalFailure notWritable(Path directory) {
        return new LocalFailure(
                "No right to write to %s: give it to another user, or choose another directory with --data."
                        .formatted(directory));
    }
}
