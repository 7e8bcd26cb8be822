package io.focusforge.local.stack;

import io.focusforge.local.server.Directories;
import io.focusforge.local.server.LocalFailure;
import io.focusforge.local.server.Servers;
import io.focusforge.local.server.Signal;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** The directory of one stack, held by one process at a time. Whoever takes it over ends what a killed holder has left running. */
public final class DataDirectory {
    private static final long NEEDED = 300L << 20;
    private static final Duration STOP = Duration.ofSeconds(15);

    private final FileChannel lock;

    private DataDirectory(FileChannel lock) {
        this.lock = lock;
    }

    static DataDirectory claim(Path directory) {
        Directories.make(directory);
        checkSpace(directory);
        var channel = lock(directory);
        endOrphans(directory);
        StackState.remove(directory);
        return new DataDirectory(channel);
    }

    void release() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new LocalFailure("The lock cannot be released: %s.".formatted(e.getMessage()), e);
        }
    }

    /** Ends what a supervisor that is gone has left running: services first, then the servers that they use. */
    public static void endOrphans(Path directory) {
        var orphans = StackState.read(directory).stream()
                .filter(state -> !state.supervised())
                .flatMap(state -> state.services().stream())
                .filter(part -> part.url() != null && part.process() != null)
                .flatMap(part -> part.process().process().stream())
                .toList();
        orphans.forEach(ProcessHandle::destroy);
        orphans.forEach(orphan -> Signal.awaitEnd(orphan, STOP));
        Servers.endOrphans(directory);
    }

    private static FileChannel lock(Path directory) {
        try {
            var channel =
                    FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                channel.close();
                throw inUse(directory);
            }
            return channel;
        } catch (OverlappingFileLockException e) {
            throw inUse(directory);
        } catch (IOException e) {
            throw new LocalFailure("No right to write to %s, or no space: %s.".formatted(directory, e.getMessage()), e);
        }
    }

    private static LocalFailure inUse(Path directory) {
        return new LocalFailure("Another FocusForge uses %s: ./focusforge status says more.".formatted(directory));
    }

    private static void checkSpace(Path directory) {
        try {
            var free = Files.getFileStore(directory).getUsableSpace();
            if (free < NEEDED) {
                throw new LocalFailure("No disk space: %d MB are free for %s, and %d MB are needed."
                        .formatted(free >> 20, directory, NEEDED >> 20));
            }
        } catch (IOException e) {
            throw new LocalFailure("%s cannot be used: %s.".formatted(directory, e.getMessage()), e);
        }
    }
}
