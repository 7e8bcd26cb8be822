package io.focusforge.ai.journal;

import io.focusforge.common.id.Ids;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/** Where journals lie: one of each process, and those that dead processes left. Several processes may share it. */
public final class JournalDirectory {
    private static final String SUFFIX = ".journal";

    private final Path directory;

    private JournalDirectory(Path directory) {
        this.directory = directory;
    }

    /** Made when it is not there, for this service's user only. */
    public static JournalDirectory of(Path directory) {
        try {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            return new JournalDirectory(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("the directory of the journal cannot be made: " + directory, e);
        }
    }

    public Journal create(int capacity) {
        return Journal.create(directory.resolve(Ids.next() + SUFFIX), capacity);
    }

    /** What dead processes left, the oldest first; from now on this process holds it. */
    public List<Journal> adopt() {
        try (var files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .map(Journal::adopt)
                    .flatMap(Optional::stream)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the directory of the journal cannot be read: " + directory, e);
        }
    }
}
