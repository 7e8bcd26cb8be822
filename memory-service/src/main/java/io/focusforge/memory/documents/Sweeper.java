package io.focusforge.memory.documents;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/** Removes what crashes and deletions have left: files that are no document's, and half uploads in the spool. */
@ApplicationScoped
class Sweeper {
    private static final int AT_ONCE = 100;

    private final Shelf shelf;
    private final DocumentsConfig config;
    private final Clock clock;

    Sweeper(Shelf shelf, DocumentsConfig config, Clock clock) {
        this.shelf = shelf;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "{focusforge.documents.sweep-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void sweep() throws IOException {
        var looked = AT_ONCE;
        while (looked == AT_ONCE) {
            looked = shelf.sweep(config.keptUnused(), AT_ONCE);
        }
        sweepSpool();
    }

    private void sweepSpool() throws IOException {
        var spool = Path.of(config.spoolDirectory());
        if (Files.isDirectory(spool)) {
            try (var files = Files.list(spool)) {
                files.filter(this::isOld).forEach(Sweeper::delete);
            }
        }
    }

    private boolean isOld(Path file) {
        try {
            var before = clock.instant().minus(config.keptUnused());
            return Files.getLastModifiedTime(file).toInstant().isBefore(before);
        } catch (IOException e) {
            return false;
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
