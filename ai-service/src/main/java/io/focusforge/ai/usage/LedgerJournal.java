package io.focusforge.ai.usage;

import io.focusforge.ai.journal.Journal;
import io.focusforge.ai.journal.JournalDirectory;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Calls that are not in the database yet: those of this process, and those that processes before it left in the directory. */
@Singleton
class LedgerJournal {
    private static final int AT_ONCE = 1_000;

    private final ReentrantLock draining = new ReentrantLock();
    private final Journal own;
    private final List<Journal> left;

    @Inject
    LedgerJournal(LedgerConfig config, @ConfigProperty(name = "quarkus.datasource.reactive.url") String database) {
        this(directory(config, database), (int) config.journalSize().asLongValue());
    }

    LedgerJournal(Path path, int size) {
        var directory = JournalDirectory.of(path);
        left = new ArrayList<>(directory.adopt());
        own = directory.create(size);
    }

    /** In the temporary directory, which installations may share, each database has its own. */
    private static Path directory(LedgerConfig config, String database) {
        return config.journalDirectory()
                .orElseGet(() -> Path.of(
                        System.getProperty("java.io.tmpdir"),
                        "focusforge-usage-" + UUID.nameUUIDFromBytes(database.getBytes(StandardCharsets.UTF_8))));
    }

    /** Whoever is first to call this bean makes it, and finds out whether the journal can be made. */
    void open() {
        own.isEmpty();
    }

    /** @return false when there is no room */
    boolean append(Usage usage) {
        return own.append(Entry.encode(usage));
    }

    /**
     * Hands on what there is, in batches. When {@code store} throws, the batch comes again the next time, with the same ids; until
     * then it is safe from a crash of the machine as well.
     */
    void drain(Consumer<List<Usage>> store) {
        draining.lock();
        try {
            var entries = AT_ONCE;
            while (entries == AT_ONCE) {
                entries = drainBatch(own, store);
            }
            left.removeIf(journal -> drainAll(journal, store));
        } finally {
            draining.unlock();
        }
    }

    void close() {
        own.close();
        left.forEach(Journal::close);
    }

    private static boolean drainAll(Journal journal, Consumer<List<Usage>> store) {
        while (!journal.isEmpty()) {
            drainBatch(journal, store);
        }
        journal.close();
        return true;
    }

    /** @return how many entries it had */
    private static int drainBatch(Journal journal, Consumer<List<Usage>> store) {
        var batch = journal.batch(AT_ONCE);
        if (!batch.isEmpty()) {
            store(journal, batch, store);
        }
        return batch.size();
    }

    private static void store(Journal journal, List<byte[]> batch, Consumer<List<Usage>> store) {
        try {
            store.accept(Usage.summedUp(batch.stream().map(Entry::decode).toList()));
        } catch (RuntimeException e) {
            journal.force();
            throw e;
        }
        journal.release();
    }
}
